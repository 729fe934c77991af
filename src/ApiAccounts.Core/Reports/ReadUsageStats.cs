using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Reports;

/// <summary>The requests of one day of UTC.</summary>
/// <param name="Operators">Those whose API users and custom services made any, the most first.</param>
public sealed record DayOfUsage(DateOnly Date, long Total, IReadOnlyList<UsageOfOperator> Operators);

/// <param name="UserName">Of the operator.</param>
public sealed record UsageOfOperator(AccountId OperatorId, string UserName, long Count);

/// <summary>Adds up the requests of all that the caller sees, by day and operator.</summary>
public sealed class ReadUsageStats(IUsageStatsStore store, IOperatorStore operators, TimeProvider clock)
{
    /// <param name="days">How many, with today: from 1 to <see cref="StatsDays.Most"/>.</param>
    /// <returns>Each day, the newest first.</returns>
    public async Task<Result<IReadOnlyList<DayOfUsage>>> ExecuteAsync(Caller caller, int days, CancellationToken cancellationToken)
    {
        var of = StatsDays.Until(clock.GetUtcNow(), days).ToList();
        var visible = operators.VisibleOperatorsAsync(caller, cancellationToken);
        var held = await operators.ReadVisibleUsageAsync(store, caller, IdsOfAsync(visible), cancellationToken);
        var userNames = (await visible).ToDictionary(seen => seen.Id, seen => seen.UserName);
        var byOperator = held.Where(usage => userNames.ContainsKey(usage.OperatorId)).ToLookup(usage => usage.OperatorId, usage => usage.Hours);
        return of.ConvertAll(day => DayOf(day, byOperator, userNames));
    }

    private static async Task<IReadOnlyCollection<AccountId>> IdsOfAsync(Task<IReadOnlyList<Operator>> operators) =>
        [.. (await operators).Select(seen => seen.Id)];

    private static DayOfUsage DayOf(int day, ILookup<AccountId, SparseCounts> byOperator, Dictionary<AccountId, string> userNames)
    {
        List<UsageOfOperator> used =
        [
            .. byOperator
                .Select(held => new UsageOfOperator(held.Key, userNames[held.Key], held.Sum(hours => AccountUsage.RequestsOn(hours, day))))
                .Where(usage => usage.Count > 0)
                .OrderByDescending(usage => usage.Count).ThenBy(usage => usage.UserName, StringComparer.Ordinal),
        ];
        return new(StatsDays.DateOf(day), used.Sum(usage => usage.Count), used);
    }
}
