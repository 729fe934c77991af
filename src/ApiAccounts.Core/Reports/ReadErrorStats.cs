using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Reports;

/// <summary>The failed requests of one UTC day.</summary>
/// <param name="Errors">By code, the most frequent first, and last those of rare codes.</param>
public sealed record DayOfErrors(DateOnly Date, long Total, IReadOnlyList<ErrorCount> Errors);

/// <param name="Code">Null for all codes that were not among the most frequent of an account.</param>
public sealed record ErrorCount(int? Code, long Count);

/// <summary>Sums the errors of all accounts that the caller may read, by day and code.</summary>
public sealed class ReadErrorStats(IUsageStatsStore store, IOperatorStore operators, TimeProvider clock)
{
    /// <inheritdoc cref="ReadUsageStats.ExecuteAsync"/>
    public async Task<Result<IReadOnlyList<DayOfErrors>>> ExecuteAsync(Caller caller, int days, CancellationToken cancellationToken)
    {
        var of = StatsDays.Until(clock.GetUtcNow(), days).ToList();
        var visible = operators.VisibleIdsAsync(caller, cancellationToken);
        var usages = await operators.ReadVisibleUsageAsync(store, caller, visible, cancellationToken);
        var stored = usages.ToList();
        return of.ConvertAll(day => DayOf(day, stored));
    }

    private static DayOfErrors DayOf(int day, List<StoredUsage> usages)
    {
        List<ErrorCount> counted =
        [
            .. usages.SelectMany(usage => AccountUsage.ErrorsOn(usage.Errors, day)).GroupBy(error => error.Code, error => error.Count)
                .Select(code => new ErrorCount(code.Key, code.Sum()))
                .OrderByDescending(error => error.Count).ThenBy(error => error.Code),
        ];
        var others = usages.Sum(usage => usage.OtherErrors.SumFrom(day) - usage.OtherErrors.SumFrom(day + 1));
        if (others > 0) counted.Add(new(Code: null, others));
        return new(StatsDays.DateOf(day), counted.Sum(error => error.Count), counted);
    }
}
