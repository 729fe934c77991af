using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>Every operation as an operator whose group grants exactly one permission, on what is another operator's.</summary>
[Collection<RightsApp>]
public sealed class PermissionTests(RightsFixture fixture)
{
    private const int Refused = 403;

    private static readonly int Plain = RightsTable.Callers.Index().Single(caller => caller.Item == "operator").Index;
    private static readonly int Administrator = RightsTable.Callers.Index().Single(caller => caller.Item == "administrator").Index;

    public static TheoryData<Permission> Permissions => [.. GroupPermission.GrantableOn(GrantedObject.Partner)];

    public static TheoryData<Permission> PermissionsOverOperators => [.. GroupPermission.GrantableOn(GrantedObject.Operator)];

    [Theory]
    [MemberData(nameof(Permissions))]
    public async Task A_permission_over_the_partner_opens_what_the_table_says_and_nothing_else(Permission permission)
    {
        var (caller, _) = await fixture.NewMemberAsync(new GroupPermission(GrantedObject.Partner, 1, [permission]));

        await AssertOpensAsync(permission, caller, _ => Task.CompletedTask);
    }

    [Theory]
    [MemberData(nameof(PermissionsOverOperators))]
    public async Task A_permission_over_one_operator_opens_the_same_for_that_one(Permission permission)
    {
        var (caller, group) = await fixture.NewMemberAsync();

        await AssertOpensAsync(permission, caller, async target => await fixture.GrantAsync(
            group,
            new GroupPermission(GrantedObject.Operator, target.UserId, [permission]),
            new GroupPermission(GrantedObject.Operator, await target.ApiOnlyUserIdAsync(), [permission])));
    }

    [Theory]
    [MemberData(nameof(PermissionsOverOperators))]
    public async Task And_nothing_for_another(Permission permission)
    {
        var (caller, _) = await fixture.NewMemberAsync(
            new GroupPermission(GrantedObject.Operator, (await fixture.NewTargetAsync()).UserId, [permission]));

        foreach (var operation in PermissionTable.Rows[permission.ToString()])
            Assert.Equal(
                (operation, Refused), (operation, await RightsRequest.AskAsync(operation, caller, await fixture.NewTargetAsync())));
    }

    [Fact]
    public void The_table_has_every_grantable_permission_and_operations_closed_without_it()
    {
        Assert.Equal(
            GroupPermission.GrantableOn(GrantedObject.Partner).Select(permission => permission.ToString()), PermissionTable.Rows.Keys);
        Assert.All(PermissionTable.Rows.Values.SelectMany(operations => operations),
            operation => Assert.Equal(Refused, RightsTable.Rows[operation][Plain]));
    }

    /// <param name="prepare">Called for each target before it is tried.</param>
    private async Task AssertOpensAsync(Permission permission, ApiClient caller, Func<RightsTarget, Task> prepare)
    {
        var opened = PermissionTable.Rows[permission.ToString()];
        var (expected, answered) = (new List<string>(), new List<string>());
        RightsTarget? target = null;
        foreach (var (operation, statuses) in RightsTable.Rows.Where(row => row.Key != "POST /v4/Register"))
        {
            if (target is null) await prepare(target = await fixture.NewTargetAsync());
            if (operation.EndsWith("/update-password", StringComparison.Ordinal)) await fixture.RenewPasswordsAsync();
            var status = await RightsRequest.AskAsync(operation, caller, target);
            if (status < 400 && !operation.StartsWith("GET ", StringComparison.Ordinal)) target = null; // it may be changed, or gone
            expected.Add($"{operation}: {(opened.Contains(operation) ? statuses[Administrator] : statuses[Plain])}");
            answered.Add($"{operation}: {status}");
        }
        Assert.Equal(expected, answered);
    }
}
