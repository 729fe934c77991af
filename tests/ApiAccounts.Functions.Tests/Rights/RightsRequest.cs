using System.Globalization;
using System.Text;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>A request of each operation that is good, so that only the right to it can be missing.</summary>
internal static class RightsRequest
{
    /// <returns>The status that is answered.</returns>
    public static async Task<int> AskAsync(string operation, ApiClient caller, RightsTarget target)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        path = await FilledAsync(
            path.Replace("/invitations/{operatorId}", "/invitations/{invitedId}", StringComparison.Ordinal), operation, target);
        if (path == "/identity/oauth/token")
            path += $"?grant_type=client_credentials&client_id={await target.ServiceAsync()}&client_secret={await target.ServiceSecretAsync()}";
        using var content = operation.StartsWith("POST /oauth/", StringComparison.Ordinal)
            ? new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("token", "none")])
            : Body(operation, target) is { } json
                ? ApiClient.Json(Encoding.UTF8.GetBytes(await FilledAsync(json, operation, target)))
                : null;
        var answer = await caller.SendAsync(new(method), path, content);
        return path.StartsWith("/rest/", StringComparison.Ordinal) ? StatusMeant(answer) : (int)answer.Status;
    }

    /// <summary>A path or body with what it names of the target.</summary>
    private static async Task<string> FilledAsync(string text, string operation, RightsTarget target)
    {
        var takesEmptyGroup = operation.StartsWith("POST /v4/OperatorGroup/{operatorGroupGuid}/Member", StringComparison.Ordinal)
            || (operation.StartsWith("DELETE ", StringComparison.Ordinal)
                && !operation.EndsWith("/Member/{operatorGuid}", StringComparison.Ordinal)
                && !operation.EndsWith("/{authorizationType}", StringComparison.Ordinal));
        (string Name, Func<Task<string>> Value)[] parts =
        [
            ("{apiUserGuid}", target.ApiUserAsync),
            ("{apiUserId}", target.ApiUserAsync),
            ("{apiOnlyId}", target.ApiOnlyAsync),
            ("{authorizationType}", () => operation.Contains("OperatorGroup", StringComparison.Ordinal)
                ? target.GroupAuthorizationAsync() : target.AuthorizationAsync()),
            ("{objectType}", () => Task.FromResult("OPERATOR")),
            ("{clientId}", target.ServiceAsync),
            ("{credentialId}", target.ApiUserAsync),
            ("{emptyGroupId}", async () => NumberIn(await target.EmptyGroupAsync())),
            ("{groupId}", async () => NumberIn(takesEmptyGroup ? await target.EmptyGroupAsync() : await target.GroupAsync())),
            ("{invitedId}", target.InvitedAsync),
            ("{operatorGroupGuid}", () => takesEmptyGroup ? target.EmptyGroupAsync() : target.GroupAsync()),
            ("{operatorGuid}", () => Task.FromResult(target.OperatorGuid)),
            ("{operatorId}", () => Task.FromResult(target.OperatorGuid)),
            ("{roleId}", target.RoleAsync),
            ("{sessionId}", target.SessionAsync),
            ("{userId}", () => Task.FromResult(Text(target.UserId))),
            ("{userid}",
                () =>
                    operation.Contains("/invite", StringComparison.Ordinal) ? target.InvitedNameAsync() : Task.FromResult(target.UserName)),
        ];
        foreach (var (name, value) in parts)
            if (text.Contains(name, StringComparison.Ordinal)) text = text.Replace(name, await value(), StringComparison.Ordinal);
        return text;
    }

    /// <summary>By the code, since the status is 200 whatever it is.</summary>
    private static int StatusMeant(Answer answer) =>
        answer.Is(HttpStatusCode.OK).Json.GetProperty("errors").EnumerateArray().ToList() is [var error, ..]
            ? error.GetProperty("code").GetString() switch
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
        "POST /v4/OperatorGroup" or "PUT /v4/OperatorGroup/{operatorGroupGuid}" => """{"Description":"A group"}""",
        "POST /api/v1/operators/{operatorId}/api-users" => """{"description":"Mine"}""",
        "POST /api/v1/operators/{operatorId}/api-users/changes" => $$"""{"add":[{"description":"Mine"}],"delete":["{apiUserId}"]}""",
        "PUT /api/v1/api-users/{apiUserId}" =>
            """{"description":"Mine","type":"Grafana","enabled":true,"expiresAt":null,"rateLimit":null}""",
        "POST /api/v1/api-users/{apiUserId}/rotate" => "{}",
        "POST /api/v1/custom-services" => $$"""{"name":"Mine","description":"","operatorId":"{apiOnlyId}"}""",
        "PUT /api/v1/custom-services/{clientId}" => """{"name":"Mine","description":""}""",
        "POST /api/v1/custom-services/{clientId}/regenerate-secret" => "{}",
        "POST /api/v1/usage" =>
            $$"""{"batchId":"{apiUserId}","pings":[{"apiUserId":"{apiUserId}","at":"{{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":1}]}""",
        "POST /api/v1/invitations" => $$"""{"email":"new-{{target.UserName}}","firstName":"New","lastName":"Operator"}""",
        "POST /api/v1/invitations/accept" => """{"token":"none","password":"Battery-Staple-7"}""",
        "POST /api/v1/email-confirmations" => """{"token":"none"}""",
        "POST /api/v1/forgot-password" => $$"""{"userName":"{{target.UserName}}"}""",
        "POST /api/v1/forgot-password/complete" => """{"token":"none","newPassword":"Another-Staple-8"}""",
        "POST /api/v1/users" =>
            $$"""{"username":"new-{{target.UserName}}","firstName":"New","lastName":"User","email":"new@demo.example"}""",
        "PUT /api/v1/users/{userId}" =>
            $$"""{"username":"{{target.UserName}}","firstName":"Another","lastName":"Name","email":"new@demo.example"}""",
        "POST /api/v1/users/bulk-delete" => $"[{Text(target.UserId)}]",
        _ when operation.EndsWith("/update-password", StringComparison.Ordinal) =>
            $$"""{"oldPassword":"{{RightsFixture.Password}}","newPassword":"Another-Staple-8"}""",
        _ when operation.EndsWith("/self/update", StringComparison.Ordinal) => """{"title":"Engineer"}""",
        "POST /api/v1/groups" or "PUT /api/v1/groups/{groupId}" => """{"name":"A group"}""",
        "POST /api/v1/groups/bulk-delete" or "DELETE /api/v1/groups/bulk-delete" => "[{emptyGroupId}]",
        "PUT /api/v1/groups/{groupId}/permissions" =>
            $$"""[{"objectType":"OPERATOR","objectId":{{Text(target.UserId)}},"permissions":["ReadApiUsers"]}]""",
        "POST /api/v1/roles" or "PUT /api/v1/roles/{roleId}" =>
            $$"""{"name":"Changed {{target.UserName}}","description":"","apiOnly":false,"permissions":["readAudit"]}""",
        "POST /userservice/management/v1/users/invite.json" => $$"""
            {"emailAddress":"new-{{target.UserName}}","firstName":"New","lastName":"User","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}
            """,
        "POST /userservice/management/v1/users/{userid}/update.json" => """{"firstName":"Another"}""",
        _ when operation.EndsWith("/roles/create.json", StringComparison.Ordinal)
            || operation.EndsWith("/roles/delete.json", StringComparison.Ordinal) =>
            """[{"accessRoleId":2,"workspaceId":1}]""",
        _ => null,
    };

    /// <summary>By which the Audience Manager dialect knows it.</summary>
    private static string NumberIn(string id) =>
        AccountId.TryParse(id, out var read) ? Text(read.UserId) : throw new ArgumentException($"{id} is no id.", nameof(id));

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
