using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What a store does with changes of API users that the native routes make, and with a partner's operators.</summary>
public abstract class ApiUserChangesContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private static readonly AccountId OperatorId = AccountId.New(AccountKind.Operator, 42, 7, 15);
    private readonly AuditEntries audit = new(new FakeTimeProvider(Now));
    private ServiceProvider services = null!;

    protected IApiUserStore Store => services.GetRequiredService<IApiUserStore>();

    private IUsageStore Usage => services.GetRequiredService<IUsageStore>();

    public async ValueTask InitializeAsync() => services = await OpenAsync();

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_change_of_settings_writes_only_the_settings()
    {
        var apiUser = await AddAsync(AnApiUser() with { PreviousSecret = new("old", Now, Now.AddDays(1)) });
        await UseAsync(apiUser, previousSecret: Now.AddMinutes(1));
        var settings = new ApiUserSettings("changed", ApiUserType.Grafana, IsEnabled: false, Now.AddDays(3), new(100, 20));

        Assert.True(await Store.ChangeAsync(apiUser.Id, settings, Audit(AuditAction.ApiUserChanged, apiUser.Id), default));

        var changed = (await Store.FindAsync(apiUser.Id, default))!;
        Assert.Equal(settings, changed.Settings);
        Assert.Equal(
            (apiUser.SecretHash, apiUser.PreviousSecret, apiUser.CreatedAt),
            (changed.SecretHash, changed.PreviousSecret, changed.CreatedAt));
        Assert.Equal((Now.AddMinutes(1), Now.AddMinutes(1)), (changed.Usage.LastUsed, changed.Usage.PreviousSecretLastUsed));
    }

    [Fact]
    public async Task An_expiry_can_be_removed()
    {
        var apiUser = await AddAsync(AnApiUser() with { ExpiresAt = Now.AddDays(1) });

        Assert.True(await Store.ChangeAsync(
            apiUser.Id, apiUser.Settings with { ExpiresAt = null }, Audit(AuditAction.ApiUserChanged, apiUser.Id), default));

        Assert.Null((await Store.FindAsync(apiUser.Id, default))!.ExpiresAt);
    }

    [Fact]
    public async Task A_rate_limit_can_be_removed()
    {
        var apiUser = await AddAsync(AnApiUser() with { RateLimit = new(1_000_000, 86_400) });
        Assert.Equal(apiUser.RateLimit, (await Store.FindAsync(apiUser.Id, default))!.RateLimit);

        Assert.True(await Store.ChangeAsync(
            apiUser.Id, apiUser.Settings with { RateLimit = null }, Audit(AuditAction.ApiUserChanged, apiUser.Id), default));

        Assert.Null((await Store.FindAsync(apiUser.Id, default))!.RateLimit);
    }

    [Fact]
    public async Task A_deleted_API_user_cannot_be_changed()
    {
        var id = AnApiUser().Id;
        Assert.False(await Store.ChangeAsync(id, AnApiUser().Settings, Audit(AuditAction.ApiUserChanged, id), default));
        Assert.Null(await Store.FindAsync(id, default));
    }

    [Fact]
    public async Task A_rotation_stores_the_previous_secret_and_the_next_may_drop_it()
    {
        var apiUser = await AddAsync(AnApiUser());
        var previous = new PreviousSecret("old", Now, Now.AddDays(30));

        Assert.True(await RotateAsync(apiUser.Id, "new", previous));
        var once = (await Store.FindAsync(apiUser.Id, default))!;
        Assert.True(await RotateAsync(apiUser.Id, "newer", null));
        var twice = (await Store.FindAsync(apiUser.Id, default))!;
        Assert.True(await RotateAsync(apiUser.Id, "newest", previous));

        Assert.Equal(("new", previous), (once.SecretHash, once.PreviousSecret));
        Assert.Equal(("newer", null), (twice.SecretHash, twice.PreviousSecret));
        Assert.Equal(previous, (await Store.FindAsync(apiUser.Id, default))!.PreviousSecret);
    }

    [Fact]
    public async Task A_rotation_with_a_stale_version_does_nothing()
    {
        var apiUser = await AddAsync(AnApiUser());
        var read = (await Store.FindVersionedAsync(apiUser.Id, default))!;
        Assert.True(await RotateAsync(apiUser.Id, "first", null));

        Assert.False(await Store.RotateAsync(
            read with { Value = read.Value with { SecretHash = "late" } }, Audit(AuditAction.ApiUserRotated, apiUser.Id), default));
        Assert.Equal("first", (await Store.FindAsync(apiUser.Id, default))!.SecretHash);

        await Store.DeleteAsync(apiUser.Id, Audit(AuditAction.ApiUserDeleted, apiUser.Id), default);
        Assert.False(await Store.RotateAsync(read, Audit(AuditAction.ApiUserRotated, apiUser.Id), default));
        Assert.Null(await Store.FindAsync(apiUser.Id, default));
    }

    [Fact]
    public async Task The_largest_allowed_set_of_changes_is_saved_together()
    {
        var old = new List<ApiUser>();
        for (var i = 0; i < 20; i++) old.Add(await AddAsync(AnApiUser()));
        var added = Enumerable.Range(0, IApiUserStore.MaxChanges - old.Count).Select(_ => AnApiUser()).ToList();

        Assert.Null(await Store.SaveAsync([.. old.Select(Deletion), .. added.Select(Addition)], default));

        Assert.Equal(added.Select(one => one.Id).ToHashSet(), await IdsAsync());
    }

    [Fact]
    public async Task Nothing_is_saved_when_a_deletion_comes_too_late_and_its_index_is_returned()
    {
        var (gone, stays) = (await AddAsync(AnApiUser()), await AddAsync(AnApiUser()));
        await Store.DeleteAsync(gone.Id, Audit(AuditAction.ApiUserDeleted, gone.Id), default);

        Assert.Equal(1, await Store.SaveAsync([Deletion(stays), Deletion(gone), Addition(AnApiUser())], default));

        Assert.Equal([stays.Id], await IdsAsync());
    }

    [Fact]
    public async Task The_operators_of_a_partner_are_listed_in_order_of_creation()
    {
        var operators = services.GetRequiredService<IOperatorStore>();
        foreach (var pid in new uint[] { 42, 43 }) await operators.AddPartnerAsync(new(pid, "A partner", [], 0, 0), default);
        foreach (var (pid, userId) in new[] { (42u, 300u), (42u, 2u), (43u, 5u), (42u, 17u) })
        {
            var partner = (await operators.FindPartnerAsync(pid, default))!;
            Assert.True(await operators.AddPendingAsync(partner, AnOperator(pid, userId), default));
        }

        var listed = await operators.ListAsync(42, default).ToListAsync();

        Assert.Equal([2u, 17u, 300u], listed.Select(one => one.Value.Id.UserId));
        Assert.Equal((await operators.FindAsync(42, 17, default))!.Version, listed[1].Version);
        Assert.Empty(await operators.ListAsync(44, default).ToListAsync());
    }

    /// <summary>The ports of one adapter, empty.</summary>
    protected abstract Task<ServiceProvider> OpenAsync();

    protected static ApiUser AnApiUser() => new()
    {
        Id = AccountId.New(AccountKind.ApiUser, OperatorId.Pid, OperatorId.UserId, OperatorId.Bucket),
        OperatorId = OperatorId,
        Description = "The nightly export",
        CreatedAt = Now,
        SecretHash = "hash",
    };

    private static Operator AnOperator(uint pid, uint userId) => new()
    {
        Id = AccountId.New(AccountKind.Operator, pid, userId, 1),
        UserName = "someone",
        Email = "someone@demo.example",
        Status = OperatorStatus.Pending,
        CreatedAt = Now,
    };

    private AuditEntry Audit(AuditAction action, AccountId subject) => audit.New(action, subject, caller: null);

    protected ApiUserChange Deletion(ApiUser apiUser) => new(null, Audit(AuditAction.ApiUserDeleted, apiUser.Id));

    protected ApiUserChange Addition(ApiUser apiUser) => new(apiUser, Audit(AuditAction.ApiUserRegistered, apiUser.Id));

    protected async Task<ApiUser> AddAsync(ApiUser apiUser)
    {
        await Store.AddAsync(apiUser, Audit(AuditAction.ApiUserRegistered, apiUser.Id), default);
        return apiUser;
    }

    private async Task<bool> RotateAsync(AccountId id, string hash, PreviousSecret? previous)
    {
        var read = (await Store.FindVersionedAsync(id, default))!;
        var rotated = read with { Value = read.Value with { SecretHash = hash, PreviousSecret = previous } };
        return await Store.RotateAsync(rotated, Audit(AuditAction.ApiUserRotated, id), default);
    }

    private async Task UseAsync(ApiUser apiUser, DateTimeOffset previousSecret)
    {
        var read = (await Usage.ReadAsync(apiUser.Id.Bucket, [apiUser.Id], default))[apiUser.Id];
        var usage = read.Value with { LastUsed = previousSecret, PreviousSecretLastUsed = previousSecret };
        var marker = new SectionMarker(UtcHour.Of(Now), "message", 0);
        Assert.True((await Usage.ApplyAsync(apiUser.Id.Bucket, [marker], [new(apiUser.Id, read.Version, usage)], default)).IsApplied);
        Assert.Equal(
            previousSecret, (await Usage.ReadAsync(apiUser.Id.Bucket, [apiUser.Id], default))[apiUser.Id].Value.PreviousSecretLastUsed);
    }

    protected async Task<HashSet<AccountId>> IdsAsync() =>
        [.. (await Store.ListOfOperatorAsync(OperatorId, default).ToListAsync()).Select(apiUser => apiUser.Id)];
}

public sealed class InMemoryApiUserChangesTests : ApiUserChangesContract
{
    protected override Task<ServiceProvider> OpenAsync() => Task.FromResult(Ports.InMemory());
}

public sealed class TableApiUserChangesTests : ApiUserChangesContract
{
    [Fact]
    public async Task Changes_resent_after_a_lost_answer_are_saved_once()
    {
        ApiUserChange[] changes = [Deletion(await AddAsync(AnApiUser())), Addition(AnApiUser())];

        Assert.Null(await Store.SaveAsync(changes, default));
        Assert.Null(await Store.SaveAsync(changes, default));

        Assert.Equal([changes[1].Added!.Id], await IdsAsync());
    }

    protected override Task<ServiceProvider> OpenAsync() => Ports.OnNewAccountAsync();
}
