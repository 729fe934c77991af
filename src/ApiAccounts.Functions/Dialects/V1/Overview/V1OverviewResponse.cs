using ApiAccounts.Functions.Dialects.V1.ApiUsers;

namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>A page of the overview.</summary>
/// <param name="AsOf">When the oldest part of the overview was read.</param>
/// <param name="Total">The number of API users on all pages.</param>
internal sealed record V1OverviewResponse(DateTimeOffset AsOf, int Total, int Page, int PageSize, IReadOnlyList<V1ApiUserResponse> List);
