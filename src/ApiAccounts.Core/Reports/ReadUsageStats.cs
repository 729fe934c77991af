using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Reports;

/// <summary>The requests of one UTC day.</summary>
/// <param name="Operators">The operators with requests, the most active first.</param>
public sealed record DayOfUsage(DateOnly Date, long Total, IReadOnlyList<UsageOfOperator> Operators);

/// <param name="UserName">The user name of the operator.</param>
public sealed record UsageOfOperator(AccountId OperatorId, string UserName, long Count);

/// <summary>Sums the requests of all accounts that the caller may read, by day and operator.</summary>
public sealed class ReadUsageStats(IUsageStatsStore store, IOperatorStore operators, TimeProvider clock)
{
    /// <param name="days">The number of days, including today: from 1 to <see cref="StatsDays.Most"/>.</param>
    /// <returns>Each day, the newest first.</returns>
    public async Task<Result<IReadOnlyList<DayOfUsage>>> ExecuteAsync(Caller caller, int days, CancellationToken cancellationToken)
    {
        var of = StatsDays.Until(clock.GetUtcNow(), days).ToList();
        var visible = operators.VisibleOperatorsAsync(caller, cancellationToken);
        var usages = await operators.ReadVisibleUsageAsync(store, caller, IdsOfAsync(visible), cancellationToken);
        var userNames = (await visible).ToDictionary(one => one.Id, one => one.UserName);
        var byOperator = usages.Where(usage => userNames.ContainsKey(usage.OperatorId))
            .ToLookup(usage => usage.OperatorId, usage => usage.Hours);
        return of.ConvertAll(day => DayOf(day, byOperator, userNames));
    }

    private static async Task<IReadOnlyCollection<AccountId>> IdsOfAsync(Task<IReadOnlyList<Operator>> operators) =>
        [.. (await operators).Select(one => one.Id)];

    private static DayOfUsage DayOf(int day, ILookup<AccountId, SparseCounts> byOperator, Dictionary<AccountId, string> userNames)
    {
        List<UsageOfOperator> active =
        [
            .. byOperator
                .Select(hours =>
                    new UsageOfOperator(hours.Key, userNames[hours.Key], hours.Sum(counts => AccountUsage.RequestsOn(counts, day))))
                .Where(usage => usage.Count > 0)
                .OrderByDescending(usage => usage.Count).ThenBy(usage => usage.UserName, StringComparer.Ordinal),
        ];
        return new(StatsDays.DateOf(day), active.Sum(usage => usage.Count), active);
    }
}
