using System.Globalization;
using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>A request of each operation that is good, so that only the right to it can be missing.</summary>
internal static class RightsRequest
{
    /// <returns>The status that is answered.</returns>
    public static async Task<int> AskAsync(string operation, FrontDoor caller, RightsTarget target)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var takesEmptyGroup = method == "DELETE" || operation.StartsWith("POST /v4/OperatorGroup/", StringComparison.Ordinal);
        if (operation == "DELETE /v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}") takesEmptyGroup = false;
        path = path.Replace("/invitations/{operatorId}", $"/invitations/{target.InvitedGuid}", StringComparison.Ordinal)
            .Replace("{apiUserGuid}", target.ApiUserGuid, StringComparison.Ordinal)
            .Replace("{apiUserId}", target.ApiUserGuid, StringComparison.Ordinal)
            .Replace("{operatorGuid}", target.OperatorGuid, StringComparison.Ordinal)
            .Replace("{operatorId}", target.OperatorGuid, StringComparison.Ordinal)
            .Replace("{operatorGroupGuid}", takesEmptyGroup ? target.EmptyGroupGuid : target.GroupGuid, StringComparison.Ordinal)
            .Replace("{clientId}", target.Service.ToString(), StringComparison.Ordinal)
            .Replace("{userId}", Text(target.UserId), StringComparison.Ordinal)
            .Replace("{groupId}", Text(takesEmptyGroup ? target.EmptyGroupNumber : target.GroupNumber), StringComparison.Ordinal)
            .Replace("{roleId}", Text(target.Role), StringComparison.Ordinal)
            .Replace("{userid}", path.Contains("/invite", StringComparison.Ordinal) ? target.InvitedName : target.UserName, StringComparison.Ordinal)
            .Replace("{authorizationType}", "AllowInfra", StringComparison.Ordinal);
        if (path == "/identity/oauth/token") path += $"?grant_type=client_credentials&client_id={target.Service}&client_secret={target.ServiceSecret}";
        using var content = operation.StartsWith("POST /oauth/", StringComparison.Ordinal)
            ? new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("token", "none")])
            : Body(operation, target) is { } json ? FrontDoor.Json(Encoding.UTF8.GetBytes(json)) : null;
        var answer = await caller.SendAsync(new(method), path, content);
        return path.StartsWith("/rest/", StringComparison.Ordinal) ? StatusMeant(answer) : (int)answer.Status;
    }

    /// <summary>By the code, since the status is 200 whatever it is.</summary>
    private static int StatusMeant(Answer answer) => answer.Is(HttpStatusCode.OK).Json.TryGetProperty("errors", out var errors)
        ? errors[0].GetProperty("code").GetString() switch
        {
            "601" or "602" => 401,
            "603" => 403,
            var code => throw new InvalidOperationException($"The code is {code}."),
        }
        : 200;

    private static string? Body(string operation, RightsTarget target) => operation switch
    {
        "POST /v4/ApiUser" or "PUT /v4/ApiUser/{apiUserGuid}" => $$"""{"OperatorGuid":"{{target.OperatorGuid}}","Description":"Mine"}""",
        "POST /v4/Operator" => $$"""{"FullName":"New Operator","Email":"new-{{target.UserName}}"}""",
        "PUT /v4/Operator/{operatorGuid}" => $$"""{"FullName":"Another Name","Email":"{{target.UserName}}"}""",
        "PATCH /v4/Operator/{operatorGuid}" => """{"FullName":"Another Name"}""",
        "POST /v4/Operator/{operatorGuid}/Authorization" => """{"AuthorizationType":"TechnicalContact"}""",
        "POST /v4/OperatorGroup" or "PUT /v4/OperatorGroup/{operatorGroupGuid}" => """{"Description":"A group"}""",
        "POST /api/v1/operators/{operatorId}/api-users" => """{"description":"Mine"}""",
        "POST /api/v1/operators/{operatorId}/api-users/changes" => $$"""{"add":[{"description":"Mine"}],"delete":["{{target.ApiUserGuid}}"]}""",
        "PUT /api/v1/api-users/{apiUserId}" => """{"description":"Mine","type":"Grafana","enabled":true,"expiresAt":null,"rateLimit":null}""",
        "POST /api/v1/api-users/{apiUserId}/rotate" => "{}",
        "POST /api/v1/custom-services" => $$"""{"name":"Mine","description":"","operatorId":"{{target.ApiOnly}}"}""",
        "PUT /api/v1/custom-services/{clientId}" => """{"name":"Mine","description":""}""",
        "POST /api/v1/custom-services/{clientId}/regenerate-secret" => "{}",
        "POST /api/v1/usage" =>
            $$"""{"batchId":"{{target.ApiUserGuid}}","pings":[{"apiUserId":"{{target.ApiUserGuid}}","at":"{{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":1}]}""",
        "POST /api/v1/invitations" => $$"""{"email":"new-{{target.UserName}}","firstName":"New","lastName":"Operator"}""",
        "POST /api/v1/invitations/accept" => """{"token":"none","password":"Battery-Staple-7"}""",
        "POST /api/v1/users" => $$"""{"username":"new-{{target.UserName}}","firstName":"New","lastName":"User","email":"new@demo.example"}""",
        "PUT /api/v1/users/{userId}" => $$"""{"username":"{{target.UserName}}","firstName":"Another","lastName":"Name","email":"new@demo.example"}""",
        "POST /api/v1/users/bulk-delete" => $"[{Text(target.UserId)}]",
        _ when operation.EndsWith("/update-password", StringComparison.Ordinal) =>
            $$"""{"oldPassword":"{{RightsFixture.Password}}","newPassword":"Another-Staple-8"}""",
        _ when operation.EndsWith("/self/update", StringComparison.Ordinal) => """{"title":"Engineer"}""",
        "POST /api/v1/groups" or "PUT /api/v1/groups/{groupId}" => """{"name":"A group"}""",
        "POST /api/v1/groups/bulk-delete" or "DELETE /api/v1/groups/bulk-delete" => $"[{Text(target.EmptyGroupNumber)}]",
        "PUT /api/v1/groups/{groupId}/permissions" => $$"""[{"objectType":"OPERATOR","objectId":{{Text(target.UserId)}},"permissions":["ReadApiUsers"]}]""",
        "POST /api/v1/roles" or "PUT /api/v1/roles/{roleId}" => """{"name":"Changed","description":"","apiOnly":false,"permissions":["readAudit"]}""",
        "POST /userservice/management/v1/users/invite.json" => $$"""
            {"emailAddress":"new-{{target.UserName}}","firstName":"New","lastName":"User","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}
            """,
        "POST /userservice/management/v1/users/{userid}/update.json" => """{"firstName":"Another"}""",
        _ when operation.EndsWith("/roles/create.json", StringComparison.Ordinal) || operation.EndsWith("/roles/delete.json", StringComparison.Ordinal) =>
            """[{"accessRoleId":2,"workspaceId":1}]""",
        _ => null,
    };

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
