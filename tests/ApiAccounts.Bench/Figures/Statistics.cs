namespace ApiAccounts.Bench.Figures;

/// <summary>The arithmetic of figures.</summary>
internal static class Statistics
{
    /// <summary>The middle one; of an even number of values the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) throw new ArgumentException("There are no values.", nameof(values));
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The smallest value that at least so many percent of all are not above (nearest rank).</summary>
    /// <param name="percent">Above 0, up to 100.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        if (values.Count == 0) throw new ArgumentException("There are no values.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var rank = (int)Math.Ceiling(percent / 100 * values.Count);
        return values.Order().ElementAt(Math.Max(rank, 1) - 1);
    }

    /// <summary>
    /// The median of the ratios, round by round: what else the machine did in a round met both alike. Of the medians, if one has more
    /// values.
    /// </summary>
    public static double Ratio(IReadOnlyCollection<double> values, IReadOnlyCollection<double> comparedTo) =>
        values.Count == comparedTo.Count
            ? Median([.. values.Zip(comparedTo, (value, other) => value / other)])
            : Median(values) / Median(comparedTo);
}
