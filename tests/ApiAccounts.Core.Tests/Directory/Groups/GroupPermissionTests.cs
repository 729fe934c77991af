using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Groups;

/// <summary>What groups grant, and to whom nobody may do anything.</summary>
public sealed class GroupPermissionTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);
    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Groups_add_what_each_grants_and_an_unknown_number_adds_nothing()
    {
        var readers = await NewGroupAsync(
            On(GrantedObject.Partner, 42, Permission.ReadOperators), On(GrantedObject.Operator, 7, Permission.ReadApiUsers));
        var managers = await NewGroupAsync(On(GrantedObject.Operator, 7, Permission.ManageApiUsers));
        var groups = await PartnerGrants.ReadAsync(app.Get<IGroupStore>(), app.Get<IRoleStore>(), 42, default);

        var grants = groups.AddTo(Grants.Of(Permission.RecordUsage), new([readers.Number, managers.Number, 4_000], []));

        Assert.Equal([Permission.ReadOperators, Permission.RecordUsage], grants.OnPartner.Order());
        Assert.True(grants.Allow(Permission.ReadApiUsers, 7) && grants.Allow(Permission.ManageApiUsers, 7));
        Assert.False(grants.Allow(Permission.ReadApiUsers, 8));
        Assert.Same(Grants.None, groups.AddTo(Grants.None, new([4_000], [4_001])));
    }

    [Fact]
    public async Task Setting_permissions_replaces_those_before()
    {
        var group = await NewGroupAsync(On(GrantedObject.Partner, 42, Permission.ReadAudit));
        var set = await SetAsync(group.Id, On(GrantedObject.Operator, 7, Permission.ReadApiUsers), On(GrantedObject.Partner, 42));
        Assert.True(set.TryGet(out var changed, out _));
        var granted = Assert.Single(changed.Permissions);
        Assert.Equal((GrantedObject.Operator, 7u), (granted.On, granted.Number));
        Assert.Equal(granted, Assert.Single((await app.Get<IGroupStore>().FindAsync(42, group.Number, default))!.Value.Permissions));
    }

    [Theory]
    [InlineData(GrantedObject.Partner, 43u, Permission.ReadAudit, "$[0].objectId")]
    [InlineData(GrantedObject.Partner, 42u, Permission.ManageRights, "$[0].permissions")]
    [InlineData(GrantedObject.Operator, 7u, Permission.ReadOperators, "$[0].permissions")]
    [InlineData(GrantedObject.Operator, 8u, Permission.ReadApiUsers, "$[0].objectId")]
    public async Task A_permission_that_cannot_be_granted_is_refused(GrantedObject on, uint number, Permission permission, string target)
    {
        var group = await NewGroupAsync();
        Assert.Equal(target, (await SetAsync(group.Id, On(on, number, permission))).Error!.Target);
        Assert.Empty((await app.Get<IGroupStore>().FindAsync(42, group.Number, default))!.Value.Permissions);
    }

    [Fact]
    public async Task Only_callers_who_manage_rights_set_group_permissions()
    {
        var group = await NewGroupAsync();
        var caller = new Caller(
            Known.OperatorId, "Ada", Grants.Of(Enum.GetValues<Permission>().Where(permission => permission != Permission.ManageRights)));
        Assert.Equal("forbidden", (await app.Get<SetGroupPermissions>().ExecuteAsync(caller, group.Id, [], default)).Error!.Code);
    }

    [Fact]
    public async Task No_caller_acts_for_an_operator_whose_group_gives_it_more_rights()
    {
        var group = await NewGroupAsync(On(GrantedObject.Partner, 42, Permission.RecordUsage));
        var target = AnOperator.Active() with { Groups = [group.Number] };
        Caller With(params Permission[] permissions) => new(AccountId.New(AccountKind.Operator, 42, 8, 0), "Grace", Grants.Of(permissions));

        Assert.Equal(Error.Forbidden, await app.Get<OperatorGrants>().RefusalToActAsync(With(Permission.ManageOperators), target, default));
        Assert.Null(
            await app.Get<OperatorGrants>().RefusalToActAsync(With(Permission.ManageOperators, Permission.RecordUsage), target, default));
        Assert.Null(await app.Get<OperatorGrants>().RefusalToActAsync(With(Permission.ManageOperators), AnOperator.Active(), default));
        Assert.Equal(
            Error.Forbidden,
            await app.Get<OperatorGrants>().RefusalToActAsync(
                With(Permission.ManageOperators, Permission.RecordUsage), target with { IsAdministrator = true }, default));
        // itself
        Assert.Null(
            await app.Get<OperatorGrants>().RefusalToActAsync(
                new(target.Id, "Ada", Grants.None), target with { IsAdministrator = true }, default));
    }

    private static GroupPermission On(GrantedObject on, uint number, params Permission[] permissions) => new(on, number, [.. permissions]);

    private async Task<Group> NewGroupAsync(params GroupPermission[] permissions)
    {
        var created = await app.Get<CreateGroup>().ExecuteAsync(Administrator, "A group", "name", "", default);
        Assert.True(created.TryGet(out var group, out _));
        Assert.Null((await SetAsync(group.Id, permissions)).Error);
        return group;
    }

    private Task<Result<Group>> SetAsync(AccountId id, params GroupPermission[] permissions) =>
        app.Get<SetGroupPermissions>().ExecuteAsync(Administrator, id, permissions, default);
}
