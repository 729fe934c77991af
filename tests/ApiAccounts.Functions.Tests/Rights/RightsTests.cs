using ApiAccounts.Functions.Tests.Conventions;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>Every operation as every kind of caller, on what is somebody else's.</summary>
[Collection<RightsApp>]
public sealed class RightsTests(RightsFixture fixture)
{
    public static TheoryData<string> Operations => [.. RightsTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_caller_is_answered_as_the_table_says(string operation)
    {
        var answered = new List<int>();
        RightsTarget? target = null;
        foreach (var caller in RightsTable.Callers)
        {
            if (operation.EndsWith("/update-password", StringComparison.Ordinal)) await fixture.RenewPasswordsAsync();
            target ??= await fixture.NewTargetAsync();
            var status = await RightsRequest.AskAsync(operation, await fixture.CallerAsync(caller), target);
            if (status < 400 && !operation.StartsWith("GET ", StringComparison.Ordinal)) target = null; // it may be changed, or gone
            answered.Add(status);
        }

        Assert.Equal(RightsTable.Rows[operation], answered);
    }

    [Fact]
    public void The_table_has_every_operation_and_no_other()
    {
        var operations = HttpFunction.Documented.Where(function => function.Name != "ZCatchAll")
            .SelectMany(function => (function.Methods ?? ["get"]).Select(method => $"{method.ToUpperInvariant()} /{PathOf(function)}"));

        Assert.Equal(operations.Order(StringComparer.Ordinal), RightsTable.Rows.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_has_every_kind_of_caller() => Assert.Equal(
        [
            "anonymous", "administrator's own password", "other partner's administrator", "operator", "operator with the right",
            "administrator",
            "inactive", "locked", "expired", "bearer administrator", "expired token", "revoked token", "token of a deleted operator",
        ],
        RightsTable.Callers);

    private static string PathOf(HttpFunction function) => function.Route.Replace("/{*path}", "", StringComparison.Ordinal);
}
