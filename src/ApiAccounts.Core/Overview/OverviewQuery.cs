using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>The filter and sort order of the overview. A null property filters nothing.</summary>
public sealed record OverviewQuery
{
    public OverviewColumn SortBy { get; init; }

    public bool Descending { get; init; }

    public AccountId? OperatorId { get; init; }

    public ApiUserType? Type { get; init; }

    public LastUsedStatus? LastUsed { get; init; }

    /// <summary>A part of the displayed text of any column, in any letter case.</summary>
    public string? Search { get; init; }

    /// <summary>Returns the filter for rows; null for all.</summary>
    internal Func<OverviewRow, bool>? Filter()
    {
        var search = string.IsNullOrEmpty(Search) ? null : new OverviewSearch(Search);
        if (OperatorId is null && Type is null && LastUsed is null && search is null) return null;
        return row =>
            (OperatorId is null || row.Operator.Id == OperatorId)
            && (Type is null || row.Type == Type)
            && (LastUsed is null || row.LastUsed.Status == LastUsed)
            && (search is null || search.Finds(row));
    }
}
