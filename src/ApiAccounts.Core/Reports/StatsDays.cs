namespace ApiAccounts.Core.Reports;

/// <summary>The days of statistics.</summary>
public static class StatsDays
{
    /// <summary>The maximum number of days: errors are stored for at least as long.</summary>
    public const int Most = 7;

    /// <summary>Returns today and the days before, the newest first, as <see cref="UtcHour.Day"/>.</summary>
    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    internal static IEnumerable<int> Until(DateTimeOffset now, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        var today = UtcHour.Of(now).Day;
        return Enumerable.Range(0, count).Select(ago => today - ago);
    }

    internal static DateOnly DateOf(int day) => DateOnly.FromDateTime(UtcHour.OfDay(day).Start.UtcDateTime);
}
