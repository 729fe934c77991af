using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>Reads the requests of some API users of the overview by day, which it does not cache.</summary>
public sealed class ReadDailyUsage(IApiUserStore store, TimeProvider clock)
{
    /// <summary>The number of API users that can be read at once.</summary>
    public const int MaxRows = 100;

    private const int Days = 30;

    /// <param name="rows">From the overview of the caller that asks: at most <see cref="MaxRows"/>.</param>
    /// <returns>The requests of the last 30 UTC days, today last, by API user. One that was deleted meanwhile is missing.</returns>
    public async Task<IReadOnlyDictionary<AccountId, IReadOnlyList<long>>> ExecuteAsync(
        IReadOnlyList<OverviewRow> rows, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(rows.Take(MaxRows).Select(row => store.FindAsync(row.Id, cancellationToken)));
        var today = UtcHour.Of(clock.GetUtcNow()).Day;
        return found.OfType<ApiUser>().ToDictionary(apiUser => apiUser.Id, apiUser => DaysOf(apiUser.Usage, today));
    }

    private static IReadOnlyList<long> DaysOf(AccountUsage usage, int today) =>
        [.. Enumerable.Range(today - Days + 1, Days).Select(usage.RequestsOn)];
}
