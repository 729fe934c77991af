using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.ApiUsers.Overview;

/// <summary>Which API users the overview shows, and in what order; null does not filter.</summary>
public sealed record OverviewQuery
{
    public OverviewColumn SortBy { get; init; }

    public bool Descending { get; init; }

    public AccountId? OperatorId { get; init; }

    public ApiUserType? Type { get; init; }

    public LastUsedStatus? LastUsed { get; init; }

    /// <summary>A part of what any column shows, in any letter case.</summary>
    public string? Search { get; init; }

    internal bool Shows(OverviewRow row) =>
        (OperatorId is null || row.ApiUser.OperatorId == OperatorId)
        && (Type is null || row.ApiUser.Type == Type)
        && (LastUsed is null || row.LastUsed.Status == LastUsed)
        && (string.IsNullOrEmpty(Search)
            || Enum.GetValues<OverviewColumn>().Any(column => row.Text(column).Contains(Search, StringComparison.OrdinalIgnoreCase)));

    /// <summary>By the column, and by user name where that is the same for several.</summary>
    internal IEnumerable<OverviewRow> Sort(IEnumerable<OverviewRow> rows) => SortBy switch
    {
        OverviewColumn.Operator => By(rows, row => row.Operator, StringComparer.InvariantCultureIgnoreCase),
        OverviewColumn.UserName => By(rows, row => row.ApiUser.UserName, StringComparer.Ordinal),
        OverviewColumn.Type => By(rows, row => row.ApiUser.Type.ToString(), StringComparer.Ordinal),
        OverviewColumn.CreatedAt => By(rows, row => row.ApiUser.CreatedAt),
        OverviewColumn.LastUsed => By(rows, row => (row.LastUsed.Status, row.LastUsed.At ?? default)),
        OverviewColumn.RequestsLast30Days => By(rows, row => row.Requests),
        OverviewColumn.Description => By(rows, row => row.ApiUser.Description, StringComparer.InvariantCultureIgnoreCase),
        _ => throw new InvalidOperationException($"There is no column {SortBy}."),
    };

    private IOrderedEnumerable<OverviewRow> By<T>(IEnumerable<OverviewRow> rows, Func<OverviewRow, T> key, IComparer<T>? comparer = null) =>
        (Descending ? rows.OrderByDescending(key, comparer) : rows.OrderBy(key, comparer))
            .ThenBy(row => row.ApiUser.UserName, StringComparer.Ordinal);
}
