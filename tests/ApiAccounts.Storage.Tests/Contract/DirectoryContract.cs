using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every store does with a partner's operators and groups once they are made.</summary>
public abstract class DirectoryContract : IAsyncLifetime
{
    private const uint Pid = 42;

    private static readonly AuditEntries Audit = new(TimeProvider.System);
    private static readonly AccountId OperatorId = AccountId.At(AccountKind.Operator, Pid, 7, 15, 1);
    private static readonly AccountId GroupId = AccountId.At(AccountKind.Group, Pid, 8, 0, 2);

    private static readonly Role Role = new(AccountId.At(AccountKind.Role, Pid, 8, 0, 2), "Nightly", "The nightly exports")
    {
        IsApiOnly = true,
        Permissions = [RolePermission.AccessApi, RolePermission.ReadAudit],
        CreatedAt = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
        UpdatedAt = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero),
    };

    private ServiceProvider services = null!;

    private IOperatorStore Operators => services.GetRequiredService<IOperatorStore>();

    private IGroupStore Groups => services.GetRequiredService<IGroupStore>();

    private IRoleStore Roles => services.GetRequiredService<IRoleStore>();

    private IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();

    public async ValueTask InitializeAsync()
    {
        services = await StartAsync();
        Assert.True(await Operators.AddPartnerAsync(new(Pid, "A partner", [15], 2, 0), default));
        await KeepAsync(7);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    /// <summary>An empty store.</summary>
    protected abstract Task<ServiceProvider> StartAsync();

    [Fact]
    public async Task An_operator_is_replaced_as_a_whole_including_removed_values()
    {
        var current = await FindAsync();
        var full = current.Value with
        {
            Groups = [8, 300],
            Authorizations = [OperatorAuthorization.AllowInfra, OperatorAuthorization.AccountAccess],
            UptrendsFields = "{}",
            FormerPasswordHashes = ["new=", "old+/"],
        };
        Assert.True(await ChangeAsync(current with { Value = full }));
        var changed = await FindAsync();
        Assert.Equal("{}", changed.Value.UptrendsFields);
        Assert.Equal([8u, 300u], changed.Value.Groups);
        Assert.Equal(["new=", "old+/"], changed.Value.FormerPasswordHashes);
        Assert.Equal([OperatorAuthorization.AccountAccess, OperatorAuthorization.AllowInfra], changed.Value.Authorizations);

        Assert.True(await ChangeAsync(
            changed with { Value = changed.Value with { Groups = [], Authorizations = [], UptrendsFields = null, PasswordHash = null } }));
        var emptied = (await FindAsync()).Value;
        Assert.Equal(
            (0, 0, null, null), (emptied.Groups.Count, emptied.Authorizations.Count, emptied.UptrendsFields, emptied.PasswordHash));
    }

    [Fact]
    public async Task An_operator_is_changed_only_at_the_version_that_was_read()
    {
        var stale = await FindAsync();
        Assert.True(await ChangeAsync(stale with { Value = stale.Value with { FirstName = "First" } }));
        Assert.False(await ChangeAsync(stale with { Value = stale.Value with { FirstName = "Second" } }));
        Assert.False(await Operators.DeleteAsync(stale, null, NewAudit(AuditAction.OperatorDeleted), default));
        Assert.Equal("First", (await FindAsync()).Value.FirstName);
    }

    [Fact]
    public async Task An_operator_and_the_number_of_administrators_change_together_or_not_at_all()
    {
        var (current, partner) = (await FindAsync(), (await Operators.FindPartnerAsync(Pid, default))!);
        var one = partner with { Value = partner.Value with { Administrators = 1 } };
        var demoted = current with { Value = current.Value with { IsAdministrator = false } };
        Assert.True(await Operators.ChangeAsync(demoted, one, NewAudit(AuditAction.AuthorizationWithdrawn), default));
        Assert.Equal(
            (false, 1),
            ((await FindAsync()).Value.IsAdministrator, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators));

        var (again, none) = (await FindAsync(), partner with { Value = partner.Value with { Administrators = 0 } }); // of the old version
        Assert.False(
            await Operators.ChangeAsync(
                again with { Value = again.Value with { FirstName = "No" } }, none, NewAudit(AuditAction.OperatorChanged), default));
        Assert.False(await Operators.DeleteAsync(again, none, NewAudit(AuditAction.OperatorDeleted), default));
        Assert.Equal(
            ("Ada", 1), ((await FindAsync()).Value.FirstName, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators));

        var current2 = (await Operators.FindPartnerAsync(Pid, default))!;
        Assert.True(await Operators.DeleteAsync(
            again, current2 with { Value = current2.Value with { Administrators = 5 } }, NewAudit(AuditAction.OperatorDeleted), default));
        Assert.Null(await Operators.FindAsync(Pid, 7, default));
        Assert.Equal(5, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators);
        Assert.False(await ChangeAsync(again));
    }

    [Fact]
    public async Task A_partners_operators_are_listed_in_order_and_unchanged()
    {
        foreach (var userId in (uint[])[300, 9, 16]) await KeepAsync(userId);
        await AddGroupAsync();
        var listed = await Operators.ListAsync(Pid, default).ToListAsync();
        Assert.Equal([7u, 9u, 16u, 300u], listed.Select(found => found.Value.Id.UserId));
        Assert.Equal((await FindAsync()).Version, listed[0].Version);
        Assert.Empty(await Operators.ListAsync(43, default).ToListAsync());
    }

    [Fact]
    public async Task A_user_name_is_released_only_at_the_version_that_was_read()
    {
        Assert.True(await Operators.ClaimLoginAsync("aa", new(OperatorId), null, default));
        var stale = (await Operators.FindLoginAsync("aa", default))!;
        Assert.True(await Operators.ClaimLoginAsync("aa", new(OperatorId), stale, default)); // the same again is another version
        await Operators.RemoveLoginAsync("aa", stale, default);
        var current = await Operators.FindLoginAsync("aa", default);
        Assert.NotNull(current);
        Assert.NotEqual(stale.Version, current.Version);
        await Operators.RemoveLoginAsync("aa", current, default);
        Assert.Null(await Operators.FindLoginAsync("aa", default));
        await Operators.RemoveLoginAsync("aa", current, default);
    }

    [Fact]
    public async Task Recording_a_sign_in_changes_only_its_time()
    {
        var before = await FindAsync();
        await Operators.RecordSignInAsync(OperatorId, new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), default);
        // nobody
        await Operators.RecordSignInAsync(
            AccountId.At(AccountKind.Operator, Pid, 99, 15, 1), new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), default);
        var after = await FindAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), after.Value.LastSignInAt);
        Assert.Equal((before.Value.UserName, before.Value.PasswordHash), (after.Value.UserName, after.Value.PasswordHash));
        Assert.Null(await Operators.FindAsync(Pid, 99, default));
        Assert.True(await ChangeAsync(after with { Value = after.Value with { FirstName = "Eve" } }));
    }

    [Fact]
    public async Task A_group_is_added_with_its_number_found_changed_and_deleted()
    {
        await AddGroupAsync();
        Assert.Equal(8u, (await Operators.FindPartnerAsync(Pid, default))!.Value.LastUserId);
        var found = (await Groups.FindAsync(GroupId, default))!;
        Assert.Equal(new Group(GroupId, "On call", "At night"), found.Value);
        Assert.Empty(found.Value.Permissions);
        Assert.Null(await Groups.FindAsync(AccountId.At(AccountKind.Group, Pid, 8, 0, 3), default)); // another id at the same address

        Assert.True(
            await Groups.ChangeAsync(
                found with { Value = found.Value with { Name = "Not on call", Permissions = Known.Group(Pid).Permissions } },
                NewAudit(AuditAction.GroupChanged), default));
        Assert.False(await Groups.ChangeAsync(found, NewAudit(AuditAction.GroupChanged), default));
        Assert.False(await Groups.DeleteAsync(found, NewAudit(AuditAction.GroupDeleted), default));
        var changed = Assert.Single(await Groups.ListAsync(Pid, default).ToListAsync());
        Assert.Equal("Not on call", changed.Value.Name);
        Assert.Equal(
            [(GrantedObject.Partner, Pid, "ReadApiUsers, RecordUsage"), (GrantedObject.Operator, 7u, "ManageApiUsers")],
            changed.Value.Permissions.Select(granted => (granted.On, granted.Number, string.Join(", ", granted.Permissions))));
        Assert.True(await Groups.DeleteAsync(changed, NewAudit(AuditAction.GroupDeleted), default));
        Assert.False(await Groups.DeleteAsync(changed, NewAudit(AuditAction.GroupDeleted), default));
        Assert.Null(await Groups.FindAsync(GroupId, default));
    }

    [Fact]
    public async Task A_group_is_not_added_once_the_partner_has_changed()
    {
        var stale = (await Operators.FindPartnerAsync(Pid, default))!;
        await AddGroupAsync();
        var other = new Group(AccountId.At(AccountKind.Group, Pid, 9, 0, 2), "Other");
        Assert.False(
            await Groups.AddAsync(
                stale with { Value = stale.Value with { LastUserId = 9 } }, other, NewAudit(AuditAction.GroupCreated), default));
        Assert.Null(await Groups.FindAsync(other.Id, default));
    }

    [Fact]
    public async Task A_new_member_changes_the_groups_version_and_a_deleted_group_gets_none()
    {
        await AddGroupAsync();
        var (group, current) = ((await Groups.FindAsync(GroupId, default))!, await FindAsync());
        var member = current with { Value = current.Value with { Groups = [8] } };
        Assert.True(await Operators.WriteAsync(new(member, NewAudit(AuditAction.GroupMemberAdded)) { Joined = [group] }, default));
        Assert.False(await Groups.DeleteAsync(group, NewAudit(AuditAction.GroupDeleted), default));
        Assert.False(
            await Operators.WriteAsync(new(await FindAsync(), NewAudit(AuditAction.GroupMemberAdded)) { Joined = [group] }, default));

        var touched = (await Groups.FindAsync(GroupId, default))!;
        // the operator is stale
        Assert.False(await Operators.WriteAsync(new(member, NewAudit(AuditAction.GroupMemberAdded)) { Joined = [touched] }, default));
        Assert.True(await Groups.DeleteAsync(touched, NewAudit(AuditAction.GroupDeleted), default));
        Assert.False(
            await Operators.WriteAsync(new(await FindAsync(), NewAudit(AuditAction.GroupMemberAdded)) { Joined = [touched] }, default));
        Assert.Equal([8u], (await FindAsync()).Value.Groups);
    }

    [Fact]
    public async Task Joining_groups_and_becoming_an_administrator_is_all_or_nothing()
    {
        await AddGroupAsync();
        await AddGroupAsync(9);
        Task<Versioned<Group>?>[] finding = [Groups.FindAsync(Pid, 8, default), Groups.FindAsync(Pid, 9, default)];
        var groups = (await Task.WhenAll(finding)).Select(found => found!).ToList();
        var (current, partner) = (await FindAsync(), (await Operators.FindPartnerAsync(Pid, default))!);
        var joined = current with { Value = current.Value with { Groups = [8, 9], IsAdministrator = true } };
        var counted = partner with { Value = partner.Value with { Administrators = 3 } };

        List<Versioned<Group>> stale = [groups[0], groups[1] with { Version = groups[0].Version }];
        Assert.False(await WriteAsync(counted, stale));
        Assert.False(await WriteAsync(counted with { Version = current.Version }, groups));
        Assert.Equal(
            (0, 2), ((await FindAsync()).Value.Groups.Count, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators));

        Assert.True(await WriteAsync(counted, groups));
        Assert.Equal([8u, 9u], (await FindAsync()).Value.Groups);
        Assert.Equal(3, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators);
        foreach (var group in groups) Assert.False(await Groups.DeleteAsync(group, NewAudit(AuditAction.GroupDeleted), default));
        Assert.Equal(new Group(GroupId, "On call", "At night"), (await Groups.FindAsync(Pid, 8, default))!.Value);

        Task<bool> WriteAsync(Versioned<Partner> partner, IReadOnlyList<Versioned<Group>> groups) =>
            Operators.WriteAsync(new(joined, NewAudit(AuditAction.OperatorChanged)) { Partner = partner, Joined = groups }, default);
    }

    [Fact]
    public async Task A_role_is_added_with_its_number_found_changed_and_deleted()
    {
        var stale = (await Operators.FindPartnerAsync(Pid, default))!;
        await AddRoleAsync();
        Assert.Equal(8u, (await Operators.FindPartnerAsync(Pid, default))!.Value.LastUserId);
        Assert.False(
            await Roles.AddAsync(
                stale with { Value = stale.Value with { LastUserId = 9 } }, Role with { Name = "Other" }, NewAudit(AuditAction.RoleCreated),
                default));

        var found = (await Roles.FindAsync(Pid, 8, default))!;
        AssertSame(Role, found.Value);
        Assert.Null(await Roles.FindAsync(43, 8, default));
        var changed = Role with
        {
            Name = "Readers",
            Description = "",
            IsApiOnly = false,
            Permissions = [],
            UpdatedAt = Role.UpdatedAt.AddDays(1),
        };
        Assert.True(await Roles.ChangeAsync(found with { Value = changed }, partner: null, NewAudit(AuditAction.RoleChanged), default));
        Assert.False(await Roles.ChangeAsync(found, partner: null, NewAudit(AuditAction.RoleChanged), default));
        Assert.False(await Roles.DeleteAsync(found, NewAudit(AuditAction.RoleDeleted), default));

        var listed = Assert.Single(await Roles.ListAsync(Pid, default).ToListAsync());
        AssertSame(changed, listed.Value);
        Assert.True(await Roles.DeleteAsync(listed, NewAudit(AuditAction.RoleDeleted), default));
        Assert.Null(await Roles.FindAsync(Pid, 8, default));
    }

    [Fact]
    public async Task Giving_a_role_changes_its_version_and_a_deleted_role_cannot_be_given()
    {
        await AddRoleAsync();
        var (role, current) = ((await Roles.FindAsync(Pid, 8, default))!, await FindAsync());
        Assert.True(await GiveAsync(current, role));
        Assert.False(await Roles.DeleteAsync(role, NewAudit(AuditAction.RoleDeleted), default));
        Assert.Equal([new(1, 0), new(3, 0), new(8, 1)], (await FindAsync()).Value.HeldRoles); // it is an administrator

        var touched = (await Roles.FindAsync(Pid, 8, default))!;
        AssertSame(Role, touched.Value);
        Assert.True(await Roles.DeleteAsync(touched, NewAudit(AuditAction.RoleDeleted), default));
        Assert.False(await GiveAsync(await FindAsync(), touched));

        Task<bool> GiveAsync(Versioned<Operator> to, Versioned<Role> role) => Operators.WriteAsync(
            new(to with { Value = to.Value with { Roles = [new(8, 1), new(3, 0)] } }, NewAudit(AuditAction.OperatorChanged))
            {
                Given = [role],
            },
            default);
    }

    [Fact]
    public async Task Forty_five_operators_are_deleted_with_the_number_of_administrators_or_none()
    {
        for (var userId = 101u; userId < 146; userId++) await KeepAsync(userId);
        var listed = await Operators.ListAsync(Pid, default).Where(found => found.Value.Id.UserId > 100).ToListAsync();
        var partner = (await Operators.FindPartnerAsync(Pid, default))!;
        var none = partner with { Value = partner.Value with { Administrators = 1 } };
        List<OperatorDeletion> deletions = [.. listed.Select(
            found => new OperatorDeletion(found, Audit.New(AuditAction.OperatorDeleted, found.Value.Id, caller: null)))];

        Assert.False(
            await Operators.DeleteAllAsync(
                [.. deletions.SkipLast(1), deletions[^1] with { Deleted = listed[^1] with { Version = listed[0].Version } }], none,
                default));
        Assert.False(await Operators.DeleteAllAsync(deletions, none with { Version = listed[0].Version }, default));
        Assert.Equal(46, await Operators.ListAsync(Pid, default).CountAsync());

        Assert.True(await Operators.DeleteAllAsync(deletions, none, default));
        Assert.Equal([7u], await Operators.ListAsync(Pid, default).Select(found => found.Value.Id.UserId).ToListAsync());
        Assert.Equal(1, (await Operators.FindPartnerAsync(Pid, default))!.Value.Administrators);
        Assert.False(
            await Operators.DeleteAllAsync(
                [.. deletions.Select(gone => gone with { Audit = NewAudit(AuditAction.OperatorDeleted) })], null, default));
    }

    [Fact]
    public async Task Forty_five_groups_are_deleted_or_none()
    {
        for (var number = 101u; number < 146; number++) await AddGroupAsync(number);
        var listed = await Groups.ListAsync(Pid, default).ToListAsync();
        List<GroupDeletion> deletions = [.. listed.Select(found => new GroupDeletion(found, NewAudit(AuditAction.GroupDeleted)))];

        Assert.False(
            await Groups.DeleteAllAsync(
                [.. deletions.SkipLast(1), deletions[^1] with { Deleted = listed[^1] with { Version = listed[0].Version } }], default));
        Assert.Equal(45, await Groups.ListAsync(Pid, default).CountAsync());
        Assert.True(await Groups.DeleteAllAsync(deletions, default));
        Assert.Empty(await Groups.ListAsync(Pid, default).ToListAsync());
    }

    [Fact]
    public async Task Only_the_API_users_of_one_operator_are_purged()
    {
        for (var number = 1u; number <= 230; number++) await AddApiUserAsync(7, number);
        await AddApiUserAsync(6, 1);
        await AddApiUserAsync(8, 1);

        Assert.Equal(230, await ApiUsers.PurgeOfOperatorAsync(OperatorId, default));

        Assert.Equal([6u, 8u], (await ApiUsers.ListOfPartnerAsync(Pid, 15, default).ToListAsync()).Select(apiUser => apiUser.Id.UserId));
        Assert.Equal(0, await ApiUsers.PurgeOfOperatorAsync(OperatorId, default));
    }

    private Task AddApiUserAsync(uint userId, uint number)
    {
        var id = AccountId.At(AccountKind.ApiUser, Pid, userId, 15, number);
        var apiUser = new ApiUser
        {
            Id = id,
            OperatorId = AccountId.At(AccountKind.Operator, Pid, userId, 15, 1),
            Description = "d",
            CreatedAt = DateTimeOffset.UnixEpoch,
            SecretHash = "v1.1.x",
        };
        return ApiUsers.AddAsync(apiUser, Audit.New(AuditAction.ApiUserRegistered, id, caller: null), default);
    }

    private async Task KeepAsync(uint userId)
    {
        var kept = new Operator
        {
            Id = AccountId.At(AccountKind.Operator, Pid, userId, 15, 1),
            UserName = "ada",
            Email = "ada@partner.example",
            FirstName = "Ada",
            Status = OperatorStatus.Active,
            IsAdministrator = true,
            PasswordHash = "a hash",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.True(await Operators.AddPendingAsync((await Operators.FindPartnerAsync(Pid, default))!, kept, default));
    }

    private async Task AddGroupAsync(uint number = 8)
    {
        var partner = (await Operators.FindPartnerAsync(Pid, default))!;
        var group = new Group(AccountId.At(AccountKind.Group, Pid, number, 0, 2), "On call", "At night");
        Assert.True(
            await Groups.AddAsync(
                partner with { Value = partner.Value with { LastUserId = number } }, group, NewAudit(AuditAction.GroupCreated), default));
    }

    private async Task<Versioned<Operator>> FindAsync() => (await Operators.FindAsync(Pid, 7, default))!;

    private async Task AddRoleAsync()
    {
        var partner = (await Operators.FindPartnerAsync(Pid, default))!;
        Assert.True(
            await Roles.AddAsync(
                partner with { Value = partner.Value with { LastUserId = 8 } }, Role, NewAudit(AuditAction.RoleCreated), default));
    }

    private static void AssertSame(Role expected, Role found)
    {
        Assert.Equal(expected.Permissions, found.Permissions);
        Assert.Equal(expected with { Permissions = [] }, found with { Permissions = [] });
    }

    private Task<bool> ChangeAsync(Versioned<Operator> changed) =>
        Operators.ChangeAsync(changed, null, NewAudit(AuditAction.OperatorChanged), default);

    private static AuditEntry NewAudit(AuditAction action) => Audit.New(action, OperatorId, caller: null);
}

public sealed class DirectoryInMemoryTests : DirectoryContract
{
    protected override Task<ServiceProvider> StartAsync() => Task.FromResult(Ports.InMemory());
}

public sealed class DirectoryOnAzuriteTests : DirectoryContract
{
    protected override Task<ServiceProvider> StartAsync() => Ports.OnNewAccountAsync();
}
