using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>The overview of two instances on the same storage: changes are made on <see cref="App"/>.</summary>
internal sealed class Overviews(OverviewOptions? options = null)
{
    private CoreUnderTest? elsewhere;

    public CoreUnderTest App { get; } = new(options ?? new());

    public CoreUnderTest Elsewhere => elsewhere ??= App.Beside();

    public FakeClock Clock => App.Clock;

    public Spy<IOverviewStore> Store => App.Spy<IOverviewStore>();

    /// <summary>How often all of a partner was read, on either instance.</summary>
    public int Reads => Store.CallCount + (elsewhere?.Spy<IOverviewStore>().CallCount ?? 0);

    /// <summary>How often API users were read one by one or as a list.</summary>
    public int ApiUserReads => App.Spy<IApiUserStore>().CountOf("Find", "FindVersioned", "ListOfOperator", "ListOfPartner");

    public static Caller AdministratorOf(uint pid) => new(AccountId.At(AccountKind.Operator, pid, 1, 10, 1), "Root", Known.EveryGrant);

    public Task AddAsync(AccountId id, string description) => App.KeepAsync(
        AnApiUser.Working() with { Id = id, OperatorId = AccountId.At(AccountKind.Operator, id.Pid, 7, 15, 1), Description = description });

    public async Task ChangeAsync(AccountId id, string description) =>
        Assert.True(await App.ApiUsers.ChangeDescriptionAsync(id, description, Audit(id), default));

    public async Task DeleteAsync(AccountId id) => Assert.True(await App.ApiUsers.DeleteAsync(id, Audit(id), default));

    /// <summary>Which nobody is told of.</summary>
    public async Task UseAsync(AccountId id, long requests)
    {
        var rows = App.Get<InMemoryApiUsers>();
        var stored = (await rows.FindVersionedAsync(id, default))!;
        var usage = stored.Value.Usage.Plus([APing.At(Clock.GetUtcNow(), requests)], Clock.GetUtcNow());
        Assert.True((await rows.ApplyAsync(id.Bucket, [], [new(id, stored.Version, usage)], default)).IsApplied);
    }

    public AuditEntry Audit(AccountId id) => App.NewEntry(id, AuditAction.ApiUserChanged);

    /// <summary>The descriptions, in their order, with the requests behind each that has any.</summary>
    public async Task<string> ShownAsync(CoreUnderTest? on = null, uint pid = 42) => Text(await FindAsync(on, pid));

    public async Task<OverviewOfApiUsers> FindAsync(CoreUnderTest? on = null, uint pid = 42) =>
        (await (on ?? App).Get<ReadOverview>().ExecuteAsync(AdministratorOf(pid), new() { SortBy = OverviewColumn.Description }, default))
            .Value();

    public static string Text(OverviewOfApiUsers overview) =>
        string.Join(", ", overview.Rows.Select(row => row.Requests == 0 ? row.Description : $"{row.Description} {row.Requests}"));
}
