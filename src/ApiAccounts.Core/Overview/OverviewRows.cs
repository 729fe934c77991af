namespace ApiAccounts.Core.Overview;

/// <summary>Applies a few changes to sorted rows by copying, without sorting again.</summary>
internal static class OverviewRows
{
    /// <param name="rows">The sorted rows.</param>
    /// <param name="removed">Some of the rows.</param>
    /// <param name="added">In any order. None is among the remaining rows.</param>
    public static OverviewRow[] With(
        this OverviewRow[] rows,
        IReadOnlyCollection<OverviewRow> removed,
        IReadOnlyCollection<OverviewRow> added,
        IComparer<OverviewRow> order)
    {
        var gaps = removed.Select(row => Array.BinarySearch(rows, row, order)).Order().ToArray();
        OverviewRow[] remaining = gaps.Length == 0 ? rows : new OverviewRow[rows.Length - gaps.Length];
        var from = 0;
        for (var i = 0; i < gaps.Length; i++)
        {
            Array.Copy(rows, from, remaining, from - i, gaps[i] - from);
            from = gaps[i] + 1;
        }
        if (gaps.Length > 0) Array.Copy(rows, from, remaining, from - gaps.Length, rows.Length - from);
        if (added.Count == 0) return remaining;

        var result = new OverviewRow[remaining.Length + added.Count];
        var (copied, written) = (0, 0);
        foreach (var row in added.Order(order))
        {
            var place = ~Array.BinarySearch(remaining, row, order);
            Array.Copy(remaining, copied, result, written, place - copied);
            written += place - copied;
            result[written++] = row;
            copied = place;
        }
        Array.Copy(remaining, copied, result, written, remaining.Length - copied);
        return result;
    }
}
