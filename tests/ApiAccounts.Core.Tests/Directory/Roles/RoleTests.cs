using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Roles;

public sealed class RoleTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_role_gets_the_next_number_of_its_partner_and_never_a_built_in_one()
    {
        Assert.Equal(8u, (await CreateAsync()).Number);
        await app.Operators.AddPartnerAsync(new(43, "New", [], 0, 0), default);
        var first = await app.Get<CreateRole>().ExecuteAsync(
            new(AccountId.New(AccountKind.Operator, 43, 1, 0), "Root", Known.EveryGrant), Settings(), default);
        Assert.True(first.TryGet(out var made, out _));
        Assert.Equal((4u, AccountKind.Role, Known.Now), (made.Number, made.Id.Kind, made.CreatedAt));
    }

    [Fact]
    public void Every_partner_has_three_built_in_roles()
    {
        Assert.Equal(
            [(1u, "Admin", false, 7), (2u, "Standard User", false, 0), (3u, "API Only", true, 1)],
            BuiltInRoles.Of(42).Select(role => (role.Number, role.Name, role.IsApiOnly, role.Permissions.Count)));
        Assert.Equal([RolePermission.AccessApi], BuiltInRoles.Find(42, 3)!.Permissions);
        Assert.Null(BuiltInRoles.Find(42, 4));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    public async Task A_built_in_role_can_be_neither_changed_nor_deleted(uint number)
    {
        Assert.Equal("built_in_role", (await ChangeAsync(number, Settings())).Error!.Code);
        Assert.Equal("built_in_role", await DeleteAsync(number));
    }

    [Theory]
    [InlineData("Auditor")]
    [InlineData(" AUDITOR ")]
    [InlineData("\uFF21uditor")]
    [InlineData("Admin")]
    [InlineData("standard user")]
    [InlineData("API Only")]
    public async Task A_name_that_another_role_has_is_refused(string name)
    {
        await CreateAsync();
        var other = (await app.Get<CreateRole>().ExecuteAsync(Administrator, Settings() with { Name = "Other" }, default)).Value();
        var created = await app.Get<CreateRole>().ExecuteAsync(Administrator, Settings() with { Name = name }, default);
        Assert.Equal(("role_name_taken", "name"), (created.Error!.Code, created.Error.Target));
        Assert.Equal("role_name_taken", (await ChangeAsync(other.Number, Settings() with { Name = name })).Error!.Code);
        Assert.Null((await ChangeAsync(other.Number, Settings() with { Name = "OTHER", Description = "Another" })).Error);
    }

    [Fact]
    public async Task Of_two_roles_that_get_one_name_at_once_one_is_refused()
    {
        var (one, other) = (await CreateAsync("One"), await CreateAsync("Other"));
        app.Spy<IRoleStore>().BeforeNext(
            "Change", async () => Assert.Null((await ChangeAsync(one.Number, Settings() with { Name = "Same" })).Error));
        Assert.Equal("role_name_taken", (await ChangeAsync(other.Number, Settings() with { Name = "Same" })).Error!.Code);
        app.Spy<IRoleStore>().BeforeNext(
            "Add", async () => Assert.Null((await ChangeAsync(other.Number, Settings() with { Name = "New" })).Error));
        Assert.Equal(
            "role_name_taken",
            (await app.Get<CreateRole>().ExecuteAsync(Administrator, Settings() with { Name = "new" }, default)).Error!.Code);
    }

    [Theory]
    [InlineData("", "", "name")]
    [InlineData("a\u0007b", "", "name")]
    [InlineData("good", "a\u0007b", "description")]
    public async Task An_invalid_name_or_description_of_a_role_is_refused(string name, string description, string target)
    {
        var created = await app.Get<CreateRole>().ExecuteAsync(
            Administrator, Settings() with { Name = name, Description = description }, default);
        Assert.Equal(target, created.Error!.Target);
        var role = await CreateAsync();
        Assert.Equal(target, (await ChangeAsync(role.Number, Settings() with { Name = name, Description = description })).Error!.Target);
    }

    [Fact]
    public async Task A_role_in_use_can_be_neither_deleted_nor_made_API_only()
    {
        var role = await CreateAsync();
        Assert.Null(await GiveAsync(new RoleAssignment(role.Number, 0)));
        Assert.Equal("role_held", await DeleteAsync(role.Number));
        Assert.Equal("role_held", (await ChangeAsync(role.Number, Settings() with { IsApiOnly = true })).Error!.Code);

        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(
            (await ChangeAsync(role.Number, Settings() with { Permissions = [RolePermission.ReadAudit] })).TryGet(out var changed, out _));
        Assert.Equal((Known.Now, Known.Now.AddHours(1)), (changed.CreatedAt, changed.UpdatedAt));

        Assert.Null(await TakeAsync(new RoleAssignment(role.Number, 0)));
        Assert.Null((await ChangeAsync(role.Number, Settings() with { IsApiOnly = true })).Error);
        Assert.Null(await DeleteAsync(role.Number));
        Assert.Equal("not_found", await DeleteAsync(role.Number));
    }

    [Fact]
    public async Task A_role_given_during_its_deletion_is_kept_or_never_given()
    {
        var role = await CreateAsync();
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => Assert.Null(await DeleteAsync(role.Number)));
        var given = await app.Get<ChangeRolesOfOperator>().ExecuteAsync(
            Administrator, Known.OperatorId, [new(role.Number, 0)], [], default);
        Assert.Equal(("invalid_value", $"These roles do not exist: {role.Number}."), (given.Error!.Code, given.Error.Message));
        Assert.Empty((await app.Operators.FindAsync(42, 7, default))!.Value.Roles);
    }

    [Fact]
    public async Task An_API_only_role_requires_the_flag_and_the_flag_requires_such_a_role()
    {
        Assert.Equal("api_only_role", await GiveAsync(new RoleAssignment(BuiltInRoles.ApiOnly, 1)));

        var robot = AnOperator.Active() with
        {
            Id = AccountId.At(AccountKind.Operator, 42, 9, 15, 3),
            UserName = "robot@partner.example",
            IsApiOnly = true,
            Roles = [new(3, 1)],
        };
        await app.Operators.KeepAsync(robot);
        Assert.Equal("api_only_role_missing", await ChangeRolesAsync(Administrator, robot.Id, [], [new(3, 1)]));
        Assert.Null(await ChangeRolesAsync(Administrator, robot.Id, [new(3, 0), new(2, 1)], [new(3, 1)])); // another workspace will do
        Assert.Equal([new(2, 1), new(3, 0)], (await app.Operators.FindAsync(42, 9, default))!.Value.HeldRoles);
    }

    [Theory]
    [InlineData(4_000u, 0u, "These roles do not exist: 4000.")]
    [InlineData(2u, 5u, "These workspaces do not exist: 5.")]
    [InlineData(1u, 1u, "The role Admin must be assigned in all workspaces, with the number 0.")]
    public async Task An_unknown_role_or_workspace_is_refused(uint role, uint workspace, string message)
    {
        var given = await app.Get<ChangeRolesOfOperator>().ExecuteAsync(
            Administrator, Known.OperatorId, [new(role, workspace)], [], default);
        Assert.Equal((ErrorKind.Invalid, message), (given.Error!.Kind, given.Error.Message));
    }

    [Fact]
    public async Task No_caller_gives_or_takes_a_role_with_rights_it_does_not_have()
    {
        var role = await CreateAsync(); // ReadAudit and AccessUsers
        var manager = new Caller(
            AccountId.New(AccountKind.Operator, 42, 98, 0), "Manager", Grants.Of(Permission.ReadOperators, Permission.ManageOperators));
        Assert.Equal("forbidden", await ChangeRolesAsync(manager, Known.OperatorId, [new(role.Number, 0)], []));
        Assert.Equal("forbidden", await ChangeRolesAsync(manager, Known.OperatorId, [RoleAssignment.Administrator], []));
        Assert.Null(await ChangeRolesAsync(manager, Known.OperatorId, [new(BuiltInRoles.StandardUser, 0)], []));
        var auditor = manager with { Grants = Grants.Of(Permission.ReadOperators, Permission.ManageOperators, Permission.ReadAudit) };
        Assert.Null(await ChangeRolesAsync(auditor, Known.OperatorId, [new(role.Number, 0)], []));
        Assert.Equal("forbidden", await ChangeRolesAsync(manager, Known.OperatorId, [], [new(role.Number, 0)]));
        Assert.Equal("forbidden", await ChangeRolesAsync(manager with { Grants = Grants.None }, Known.OperatorId, [], []));
    }

    [Fact]
    public async Task An_operator_may_do_what_its_role_allows()
    {
        var role = await CreateAsync();
        await GiveAsync(new RoleAssignment(role.Number, 1));
        var holder = (await app.Operators.FindAsync(42, 7, default))!.Value;
        Assert.Equal(
            [Permission.ReadOperators, Permission.ManageOperators, Permission.ReadAudit],
            (await app.Get<OperatorGrants>().OfAsync(holder, default)).OnPartner.Order());
        Assert.Equal([Permission.AccessApi], (holder with { Roles = [new(BuiltInRoles.ApiOnly, 0)] }).OwnGrants().OnPartner);
    }

    [Theory]
    [InlineData(RolePermission.AccessApi, "AccessApi")]
    [InlineData(RolePermission.AccessUsers, "ReadOperators, ManageOperators")]
    [InlineData(RolePermission.AccessUserManagementApi, "AccessUserManagementApi")]
    [InlineData(RolePermission.ReadApiUsers, "ReadApiUsers")]
    [InlineData(RolePermission.ManageApiUsers, "ReadApiUsers, ManageApiUsers")]
    [InlineData(RolePermission.RecordUsage, "RecordUsage")]
    [InlineData(RolePermission.ReadAudit, "ReadAudit")]
    public void Each_permission_of_a_role_grants_what_the_readme_says(RolePermission permission, string granted)
    {
        var role = new Role(AccountId.At(AccountKind.Role, 42, 8, 0, 1), "Role", "") { Permissions = [permission] };
        Assert.Equal(granted, string.Join(", ", role.Grants().OnPartner.Order()));
        Assert.Equal(Known.EveryGrant.OnPartner.Count, BuiltInRoles.Find(42, BuiltInRoles.Admin)!.Grants().OnPartner.Count);
    }

    [Fact]
    public async Task The_Admin_role_makes_an_administrator_and_the_last_one_keeps_it()
    {
        var root = AnOperator.Active() with { Id = Administrator.Operator, UserName = "root@partner.example", IsAdministrator = true };
        await app.Operators.KeepAsync(root);
        var partner = (await app.Operators.FindPartnerAsync(42, default))!;
        Assert.True(await app.Operators.WriteAsync(
            new((await app.Operators.FindAsync(42, 99, default))!, app.NewEntry(root.Id, AuditAction.OperatorChanged))
            {
                Partner = partner with { Value = partner.Value with { Administrators = 1 } },
            },
            default));

        Assert.Equal("last_administrator", await ChangeRolesAsync(Administrator, root.Id, [], [RoleAssignment.Administrator]));
        Assert.Null(await GiveAsync(RoleAssignment.Administrator));
        Assert.True((await app.Operators.FindAsync(42, 7, default))!.Value.IsAdministrator);
        Assert.Equal(2, (await app.Operators.PartnerAsync(42)).Administrators);
        Assert.Null(await ChangeRolesAsync(Administrator, root.Id, [], [RoleAssignment.Administrator]));
        Assert.Equal(1, (await app.Operators.PartnerAsync(42)).Administrators);
    }

    [Fact]
    public void An_administrator_that_expires_or_cannot_sign_in_does_not_count_as_one()
    {
        var administrator = AnOperator.Active() with { IsAdministrator = true };
        Assert.True(administrator.CountsAsAdministrator);
        Assert.False((administrator with { ExpiresAt = Known.Now.AddYears(1) }).CountsAsAdministrator);
        Assert.False((administrator with { IsApiOnly = true }).CountsAsAdministrator);
    }

    private static RoleSettings Settings() =>
        new("Auditor", "Looks after users", IsApiOnly: false, [RolePermission.ReadAudit, RolePermission.AccessUsers]);

    private async Task<Role> CreateAsync(string name = "Auditor") =>
        (await app.Get<CreateRole>().ExecuteAsync(Administrator, Settings() with { Name = name }, default)).Value();

    private Task<Result<Role>> ChangeAsync(uint number, RoleSettings settings) =>
        app.Get<ChangeRole>().ExecuteAsync(Administrator, number, settings, default);

    private async Task<string?> DeleteAsync(uint number) =>
        (await app.Get<DeleteRole>().ExecuteAsync(Administrator, number, default)).Error?.Code;

    private Task<string?> GiveAsync(RoleAssignment role) => ChangeRolesAsync(Administrator, Known.OperatorId, [role], []);

    private Task<string?> TakeAsync(RoleAssignment role) => ChangeRolesAsync(Administrator, Known.OperatorId, [], [role]);

    private async Task<string?> ChangeRolesAsync(Caller caller, AccountId id, RoleAssignment[] give, RoleAssignment[] take) =>
        (await app.Get<ChangeRolesOfOperator>().ExecuteAsync(caller, id, give, take, default)).Error?.Code;
}
