namespace ApiAccounts.Core.Overview;

/// <summary>API users as they were at a time, filtered and in order.</summary>
/// <param name="asOf">When the oldest part was read.</param>
/// <param name="inOrder">All, of which those that the filter leaves out are not shown.</param>
public sealed class OverviewOfApiUsers(DateTimeOffset asOf, IReadOnlyList<OverviewRow> inOrder, Func<OverviewRow, bool>? filter)
{
    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>All that are shown, looked for while they are enumerated.</summary>
    public IEnumerable<OverviewRow> Rows => filter is null ? inOrder : inOrder.Where(filter);

    /// <param name="page">From 0.</param>
    /// <returns>How many are shown on all pages, and those of the page.</returns>
    public (int Total, IReadOnlyList<OverviewRow> Rows) Page(int page, int pageSize)
    {
        var first = (long)page * pageSize;
        var rows = new List<OverviewRow>(pageSize);
        if (filter is null)
        {
            for (var i = first; i < inOrder.Count && rows.Count < pageSize; i++) rows.Add(inOrder[(int)i]);
            return (inOrder.Count, rows);
        }
        var total = 0;
        foreach (var row in inOrder)
        {
            if (!filter(row)) continue;
            if (total++ >= first && rows.Count < pageSize) rows.Add(row);
        }
        return (total, rows);
    }
}
