namespace ApiAccounts.Core.Overview;

/// <summary>The API users at a time, filtered and sorted.</summary>
/// <param name="asOf">The time of the oldest read.</param>
/// <param name="inOrder">All rows, including those that the filter excludes.</param>
public sealed class OverviewOfApiUsers(DateTimeOffset asOf, IReadOnlyList<OverviewRow> inOrder, Func<OverviewRow, bool>? filter)
{
    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>All filtered rows. The filter runs during the enumeration.</summary>
    public IEnumerable<OverviewRow> Rows => filter is null ? inOrder : inOrder.Where(filter);

    /// <summary>The number of all rows, including those that the filter excludes.</summary>
    public int Count => inOrder.Count;

    /// <param name="page">From 0.</param>
    /// <returns>The number of rows on all pages, and the rows of the page.</returns>
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
