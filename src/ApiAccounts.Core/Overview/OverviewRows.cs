namespace ApiAccounts.Core.Overview;

/// <summary>Rows in an order, when a few of them change: what stays is copied, not sorted again.</summary>
internal static class OverviewRows
{
    /// <param name="rows">In the order.</param>
    /// <param name="removed">Some of the rows.</param>
    /// <param name="added">In any order, none of which is among the rows that stay.</param>
    public static OverviewRow[] With(
        this OverviewRow[] rows, IReadOnlyCollection<OverviewRow> removed, IReadOnlyCollection<OverviewRow> added, IComparer<OverviewRow> order)
    {
        var gaps = removed.Select(row => Array.BinarySearch(rows, row, order)).Order().ToArray();
        OverviewRow[] kept = gaps.Length == 0 ? rows : new OverviewRow[rows.Length - gaps.Length];
        var from = 0;
        for (var i = 0; i < gaps.Length; i++)
        {
            Array.Copy(rows, from, kept, from - i, gaps[i] - from);
            from = gaps[i] + 1;
        }
        if (gaps.Length > 0) Array.Copy(rows, from, kept, from - gaps.Length, rows.Length - from);
        if (added.Count == 0) return kept;

        var result = new OverviewRow[kept.Length + added.Count];
        var (taken, written) = (0, 0);
        foreach (var row in added.Order(order))
        {
            var place = ~Array.BinarySearch(kept, row, order);
            Array.Copy(kept, taken, result, written, place - taken);
            written += place - taken;
            result[written++] = row;
            taken = place;
        }
        Array.Copy(kept, taken, result, written, kept.Length - taken);
        return result;
    }
}
