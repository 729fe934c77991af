using System.Text;
using ApiAccounts.Functions.Tests.Conventions;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>Every operation as every kind of caller, on what is somebody else's.</summary>
public sealed class RightsTests(RightsFixture fixture) : IClassFixture<RightsFixture>
{
    public static TheoryData<string> Operations => [.. RightsTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_caller_is_answered_as_the_table_says(string operation)
    {
        var answered = new List<int>();
        foreach (var caller in RightsTable.Callers) answered.Add(await AskAsync(operation, fixture.Callers[caller]));

        Assert.Equal(RightsTable.Rows[operation], answered);
    }

    [Fact]
    public void The_table_has_every_operation_and_no_other()
    {
        var operations = HttpFunction.Documented.Where(function => function.Name != "ZCatchAll")
            .SelectMany(function => (function.Methods ?? ["get"]).Select(method => $"{method.ToUpperInvariant()} /{function.Route.Replace("/{*path}", "", StringComparison.Ordinal)}"));

        Assert.Equal(operations.Order(StringComparer.Ordinal), RightsTable.Rows.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_has_every_kind_of_caller() => Assert.Equal(
        [
            "anonymous", "administrator's own password", "other partner's administrator", "operator", "operator with the right", "administrator",
            "inactive", "locked", "expired",
        ],
        RightsTable.Callers);

    private async Task<int> AskAsync(string operation, FrontDoor caller)
    {
        var target = await fixture.NewTargetAsync();
        var path = operation.Split(' ')[1];
        var group = operation == "DELETE /v4/OperatorGroup/{operatorGroupGuid}" ? target.EmptyGroupGuid : target.GroupGuid;
        if (operation.StartsWith("POST /v4/OperatorGroup/", StringComparison.Ordinal)) group = target.EmptyGroupGuid;
        path = path.Replace("{apiUserGuid}", target.ApiUserGuid, StringComparison.Ordinal)
            .Replace("{apiUserId}", target.ApiUserGuid, StringComparison.Ordinal)
            .Replace("{operatorGuid}", target.OperatorGuid, StringComparison.Ordinal)
            .Replace("{operatorId}", target.OperatorGuid, StringComparison.Ordinal)
            .Replace("{operatorGroupGuid}", group, StringComparison.Ordinal)
            .Replace("{authorizationType}", "AllowInfra", StringComparison.Ordinal);
        using var content = Body(operation, target) is { } json ? FrontDoor.Json(Encoding.UTF8.GetBytes(json)) : null;
        return (int)(await caller.SendAsync(new(operation.Split(' ')[0]), path, content)).Status;
    }

    /// <summary>A body that is good, so that only the right can be missing.</summary>
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
        "POST /api/v1/usage" =>
            $$"""{"batchId":"{{target.ApiUserGuid}}","pings":[{"apiUserId":"{{target.ApiUserGuid}}","at":"{{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":1}]}""",
        _ => null,
    };
}
