using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Reports;

/// <summary>The days that statistics are of.</summary>
public static class StatsDays
{
    /// <summary>As many as errors are surely kept for.</summary>
    public const int Most = 7;

    /// <summary>Today and some before, the newest first, as <see cref="UtcHour.Day"/>.</summary>
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
