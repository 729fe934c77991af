using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>The overview of two instances over the same stores in memory, at <see cref="Known.Now"/>: changes are made on the first.</summary>
internal sealed class Overviews
{
    private readonly InMemoryApiUsers apiUsers;

    public Overviews(OverviewOptions? options = null)
    {
        var changes = new InMemoryChangeStore(Clock);
        var (own, other) = (AFeed.Over(changes, Clock), AFeed.Over(changes, Clock));
        apiUsers = new(own);
        Store = new(apiUsers);
        ApiUsers = new(apiUsers);
        Operators = new(new InMemoryOperatorStore(own));
        Read = Reading(Held(own, options));
        ReadElsewhere = Reading(Held(other, options));
    }

    public FakeClock Clock { get; } = new(Known.Now);

    public WatchedOverviewStore Store { get; }

    public CountedApiUsers ApiUsers { get; }

    public CrashingOperatorStore Operators { get; }

    /// <summary>On the instance that makes the changes.</summary>
    public ReadOverview Read { get; }

    /// <summary>On another.</summary>
    public ReadOverview ReadElsewhere { get; }

    public static Caller AdministratorOf(uint pid) => new(AccountId.At(AccountKind.Operator, pid, 1, 10, 1), "Root", Known.EveryGrant);

    public Task AddAsync(AccountId id, string description) => apiUsers.AddAsync(
        AnApiUser.Working() with { Id = id, OperatorId = AccountId.At(AccountKind.Operator, id.Pid, 7, 15, 1), Description = description }, Audit(id), default);

    public async Task ChangeAsync(AccountId id, string description) =>
        Assert.True(await apiUsers.ChangeDescriptionAsync(id, description, Audit(id), default));

    public async Task DeleteAsync(AccountId id) => Assert.True(await apiUsers.DeleteAsync(id, Audit(id), default));

    /// <summary>Which nobody is told of.</summary>
    public async Task UseAsync(AccountId id, long requests)
    {
        var stored = (await apiUsers.FindStoredAsync(id, default))!;
        var usage = stored.Value.Usage.Plus([APing.At(Clock.GetUtcNow(), requests)], Clock.GetUtcNow());
        Assert.True((await apiUsers.ApplyAsync(id.Bucket, [], [new(id, stored.Version, usage)], default)).IsApplied);
    }

    public AuditEntry Audit(AccountId id) => new AuditEntries(Clock).New(AuditAction.ApiUserChanged, id, caller: null);

    /// <summary>The descriptions, in their order, with the requests behind each that has any.</summary>
    public async Task<string> ShownAsync(ReadOverview? read = null, uint pid = 42) => Text(await FindAsync(read, pid));

    public async Task<OverviewOfApiUsers> FindAsync(ReadOverview? read = null, uint pid = 42) =>
        (await (read ?? Read).ExecuteAsync(AdministratorOf(pid), new() { SortBy = OverviewColumn.Description }, default)).TryGet(out var found, out var error)
            ? found
            : throw new InvalidOperationException(error.Message);

    public static string Text(OverviewOfApiUsers overview) =>
        string.Join(", ", overview.Rows.Select(row => row.Requests == 0 ? row.Description : $"{row.Description} {row.Requests}"));

    private HeldOverviews Held(ChangesFeed feed, OverviewOptions? options) => new(
        Store, ApiUsers, Operators, feed, Clock, Options.Create(options ?? new()), Options.Create(new LastUsedOptions()), NullLogger<HeldOverviews>.Instance);

    private ReadOverview Reading(HeldOverviews overviews) => new(overviews, ApiUsers, Operators, Clock, Options.Create(new LastUsedOptions()));
}
