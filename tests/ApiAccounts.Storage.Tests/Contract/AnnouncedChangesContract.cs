using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>Every change of a credential or an operator is announced before its row is written, whichever store makes it.</summary>
public abstract class AnnouncedChangesContract : IAsyncLifetime
{
    private readonly uint pid = Known.NewPid();
    private readonly RefusingChanges changes = new();
    private readonly List<AccountId> heard = [];
    private ServiceProvider services = null!;

    private IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();

    private ICustomServiceStore Services => services.GetRequiredService<ICustomServiceStore>();

    private IOperatorStore Operators => services.GetRequiredService<IOperatorStore>();

    private IGroupStore Groups => services.GetRequiredService<IGroupStore>();

    private IRoleStore Roles => services.GetRequiredService<IRoleStore>();

    private ISessionStore Sessions => services.GetRequiredService<ISessionStore>();

    private AccountId Id => Known.ApiUserId(pid);

    public async ValueTask InitializeAsync()
    {
        services = await OpenAsync(changes);
        services.GetRequiredService<ChangesFeed>().Changed += heard.Add;
        await ApiUsers.AddAsync(Known.ApiUser(Id), Known.NewAudit(Id), default);
        await Operators.AddPartnerAsync(new(pid, "One", [15], 0, 0), default);
        Assert.True(await Operators.AddPendingAsync((await PartnerAsync())!, Known.Operator(pid, status: OperatorStatus.Active), default));
        Assert.Empty(heard);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public Task A_change_of_description_is_announced() =>
        AssertAnnouncedAsync(Id, () => ApiUsers.ChangeDescriptionAsync(Id, "new", Known.NewAudit(Id), default));

    [Fact]
    public Task A_change_of_settings_is_announced() => AssertAnnouncedAsync(
        Id, () => ApiUsers.ChangeAsync(Id, Known.ApiUser(Id).Settings with { IsEnabled = false }, Known.NewAudit(Id), default));

    [Fact]
    public Task A_rotation_is_announced() => AssertAnnouncedAsync(Id, async () =>
    {
        var found = (await ApiUsers.FindVersionedAsync(Id, default))!;
        return await ApiUsers.RotateAsync(
            found with { Value = found.Value with { SecretHash = "v1.1.other" } }, Known.NewAudit(Id), default);
    });

    [Fact]
    public Task A_deletion_is_announced() => AssertAnnouncedAsync(Id, () => ApiUsers.DeleteAsync(Id, Known.NewAudit(Id), default));

    [Fact]
    public Task A_deletion_among_other_changes_is_announced() => AssertAnnouncedAsync(Id, async () =>
    {
        var added = Known.ApiUserId(pid, 2);
        return await ApiUsers.SaveAsync([new(null, Known.NewAudit(Id)), new(Known.ApiUser(added), Known.NewAudit(added))], default) is null;
    });

    [Fact]
    public Task A_change_of_an_operator_is_announced() => AssertAnnouncedAsync(Known.OperatorId(pid), async () =>
    {
        var found = await OperatorAsync();
        return await Operators.ChangeAsync(
            found with { Value = found.Value with { Status = OperatorStatus.Locked } }, null, Known.NewAudit(found.Value.Id), default);
    });

    [Fact]
    public Task A_change_of_an_operator_with_a_mail_is_announced() => AssertAnnouncedAsync(Known.OperatorId(pid), async () =>
    {
        var found = await OperatorAsync();
        return await Operators.WriteAsync(
            new(found with { Value = found.Value with { PasswordHash = "new" } }, Known.NewAudit(found.Value.Id))
            {
                Mail = Known.Mail(pid),
            },
            default);
    });

    [Fact]
    public async Task The_completion_of_a_pending_operator_is_announced()
    {
        var partner = (await PartnerAsync())!;
        var pending = Known.Operator(pid, status: OperatorStatus.Pending) with
        {
            Id = AccountId.At(AccountKind.Operator, pid, 8, 15, 3),
            UserName = "second@partner.example",
        };
        Assert.True(await Operators.AddPendingAsync(partner, pending, default));
        await AssertAnnouncedAsync(pending.Id, async () =>
        {
            var found = (await Operators.FindAsync(pid, 8, default))!;
            var active = found with { Value = found.Value with { Status = OperatorStatus.Active } };
            return await Operators.WriteAsync(new(active, Known.NewAudit(pending.Id)), default);
        });
    }

    [Fact]
    public Task The_deletion_of_an_operator_is_announced() => AssertAnnouncedAsync(Known.OperatorId(pid), async () =>
        await Operators.DeleteAsync(await OperatorAsync(), null, Known.NewAudit(Known.OperatorId(pid)), default));

    [Fact]
    public async Task A_membership_is_announced()
    {
        var id = AccountId.At(AccountKind.Group, pid, 8, 0, 2);
        Assert.True(await Groups.AddAsync((await PartnerAsync())!, new(id, "On call", ""), Known.NewAudit(id), default));
        await AssertAnnouncedAsync(Known.OperatorId(pid), async () =>
        {
            var found = await OperatorAsync();
            var member = found with { Value = found.Value with { Groups = [8] } };
            var group = (await Groups.FindAsync(id, default))!;
            return await Operators.WriteAsync(new(member, Known.NewAudit(member.Value.Id)) { Joined = [group] }, default);
        });
    }

    [Fact]
    public Task A_new_role_with_permissions_is_announced() => AssertAnnouncedAsync(
        AccountId.At(AccountKind.Role, pid, 8, 0, 2), async () =>
        {
            var role = new Role(AccountId.At(AccountKind.Role, pid, 8, 0, 2), "Nightly", "");
            return await Roles.AddAsync((await PartnerAsync())!, role, Known.NewAudit(role.Id), default);
        });

    [Fact]
    public async Task A_change_of_a_roles_permissions_is_announced()
    {
        var role = new Role(AccountId.At(AccountKind.Role, pid, 8, 0, 2), "Nightly", "");
        Assert.True(await Roles.AddAsync((await PartnerAsync())!, role, Known.NewAudit(role.Id), default));
        changes.Added.Clear();
        await AssertAnnouncedAsync(role.Id, async () =>
            await Roles.ChangeAsync(
                (await Roles.FindAsync(pid, 8, default))! with { Value = role with { Permissions = [RolePermission.AccessApi] } },
                partner: null, Known.NewAudit(role.Id), default));
    }

    [Fact]
    public async Task A_change_of_a_groups_permissions_is_announced()
    {
        var group = Known.Group(pid);
        Assert.True(await Groups.AddAsync((await PartnerAsync())!, group with { Permissions = [] }, Known.NewAudit(group.Id), default));
        await AssertAnnouncedAsync(group.Id, async () =>
            await Groups.ChangeAsync(
                (await Groups.FindAsync(group.Id, default))! with { Value = group }, Known.NewAudit(group.Id), default));
    }

    [Fact]
    public async Task A_refreshed_session_is_announced()
    {
        var session = await AddSessionAsync();
        await AssertAnnouncedAsync(session.Id, async () =>
        {
            var found = (await Sessions.FindAsync(session.Id, default))!;
            Assert.Equal(3, found.Value.Generation);
            return await Sessions.RotateAsync(found with { Value = session with { Generation = 4 } }, default);
        });
    }

    [Fact]
    public async Task The_end_of_a_session_is_announced()
    {
        var session = await AddSessionAsync();
        await AssertAnnouncedAsync(session.Id, async () =>
        {
            Assert.NotNull(await Sessions.FindAsync(session.Id, default));
            await Sessions.DeleteAsync(session.Id, default);
            return true;
        });
    }

    [Fact]
    public async Task A_change_of_a_custom_service_is_announced()
    {
        var id = await AddServiceAsync();
        await AssertAnnouncedAsync(id, () => Services.ChangeAsync(id, new("another", ""), Known.NewAudit(id), default));
    }

    [Fact]
    public async Task A_rotation_of_a_custom_service_is_announced()
    {
        var id = await AddServiceAsync();
        await AssertAnnouncedAsync(
            id, async () => await Services.RotateAsync((await Services.FindAsync(id, default))!, Known.NewAudit(id), default));
    }

    [Fact]
    public async Task A_deletion_of_a_custom_service_is_announced()
    {
        var id = await AddServiceAsync();
        await AssertAnnouncedAsync(id, () => Services.DeleteAsync(id, Known.NewAudit(id), default));
    }

    [Fact]
    public async Task An_issued_service_token_is_not_announced()
    {
        var id = await AddServiceAsync();
        Assert.True(await Services.IssueTokenAsync((await Services.FindAsync(id, default))!, Known.NewAudit(id), default));
        Assert.Empty(changes.Added);
        Assert.Empty(heard);
    }

    private async Task<AccountId> AddServiceAsync()
    {
        var id = Known.ServiceId(pid);
        await Services.AddAsync(Known.Service(id), Known.NewAudit(id), default);
        Assert.Empty(changes.Added); // nobody trusts one less for another that was not there
        return id;
    }

    private async Task<Session> AddSessionAsync()
    {
        var made = new List<AccountId>();
        services.GetRequiredService<ChangesFeed>().Created += made.Add;
        await Sessions.AddAsync(Known.Session(pid), default);
        Assert.Equal([Known.Session(pid).Id], made);
        Assert.Empty(changes.Added); // nobody trusts one less for another that was not there
        return Known.Session(pid);
    }

    private protected abstract Task<ServiceProvider> OpenAsync(IChangeStore changes);

    /// <summary>
    /// Refused the announcement, the rows stay as they are; the next time it is made once, and heard when the rows are written.
    /// </summary>
    private async Task AssertAnnouncedAsync(AccountId id, Func<Task<bool>> change)
    {
        changes.Refuses = true;
        await Assert.ThrowsAsync<IOException>(change);
        Assert.Equal(Known.ApiUser(Id) with { Usage = null! }, (await ApiUsers.FindAsync(Id, default))! with { Usage = null! });
        var unchanged = Known.Operator(pid);
        Assert.Equal(
            unchanged with { Status = OperatorStatus.Active },
            (await OperatorAsync()).Value with { Authorizations = unchanged.Authorizations, Groups = unchanged.Groups });

        changes.Refuses = false;
        heard.Clear();
        Assert.True(await change());
        Assert.Equal([id], Assert.Single(changes.Added));
        Assert.Equal([id], heard);
    }

    private Task<Versioned<Partner>?> PartnerAsync() => Operators.FindPartnerAsync(pid, default);

    private async Task<Versioned<Operator>> OperatorAsync() => (await Operators.FindAsync(pid, 7, default))!;

    private sealed class RefusingChanges : IChangeStore
    {
        public bool Refuses { get; set; }

        public List<IReadOnlyList<AccountId>> Added { get; } = [];

        public Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken)
        {
            if (Refuses) throw new IOException("The storage is gone.");
            Added.Add(ids);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Change>>([]);

        public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}

public sealed class InMemoryAnnouncedChangesTests : AnnouncedChangesContract
{
    private protected override Task<ServiceProvider> OpenAsync(IChangeStore changes) => Task.FromResult(Ports.InMemory(changes));
}

public sealed class TableAnnouncedChangesTests : AnnouncedChangesContract
{
    private protected override Task<ServiceProvider> OpenAsync(IChangeStore changes) => Ports.OnNewAccountAsync(changes);
}
