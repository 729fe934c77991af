using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Reports;

/// <summary>The requests of one day of UTC that ended in an error.</summary>
/// <param name="Errors">Those that there were, the most first.</param>
public sealed record DayOfErrors(DateOnly Date, long Total, IReadOnlyList<ErrorCount> Errors);

public sealed record ErrorCount(int Code, long Count);

/// <summary>Adds up the errors of all that the caller sees, by day and code.</summary>
public sealed class ReadErrorStats(IUsageStatsStore store, IOperatorStore operators, TimeProvider clock)
{
    /// <inheritdoc cref="ReadUsageStats.ExecuteAsync"/>
    public async Task<Result<IReadOnlyList<DayOfErrors>>> ExecuteAsync(Caller caller, int days, CancellationToken cancellationToken)
    {
        var of = StatsDays.Until(clock.GetUtcNow(), days).ToList();
        var visible = operators.VisibleIdsAsync(caller, cancellationToken);
        var errors = (await operators.ReadVisibleUsageAsync(store, caller, visible, cancellationToken)).Select(usage => usage.Errors).ToList();
        return of.ConvertAll(day => DayOf(day, errors));
    }

    private static DayOfErrors DayOf(int day, List<SparseCounts> errors)
    {
        List<ErrorCount> counted =
        [
            .. errors.SelectMany(counts => AccountUsage.ErrorsOn(counts, day)).GroupBy(error => error.Code, error => error.Count)
                .Select(code => new ErrorCount(code.Key, code.Sum()))
                .OrderByDescending(error => error.Count).ThenBy(error => error.Code),
        ];
        return new(StatsDays.DateOf(day), counted.Sum(error => error.Count), counted);
    }
}
