using ApiAccounts.Core.Access;
using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.ApiUsers.Overview;

/// <summary>API users as they were at a time.</summary>
/// <param name="AsOf">When they were read.</param>
public sealed record OverviewOfApiUsers(DateTimeOffset AsOf, IReadOnlyList<OverviewRow> Rows);

/// <summary>Shows the API users of all operators that the caller may see, filtered and sorted; not those whose operator is gone.</summary>
public sealed class ReadOverview(ListApiUsers list, TimeProvider clock, IOptions<LastUsedOptions> lastUsed)
{
    public async Task<Result<OverviewOfApiUsers>> ExecuteAsync(Caller caller, OverviewQuery query, CancellationToken cancellationToken)
    {
        if (query.OperatorId is { } wanted && Rights.ToReadApiUsersOf(caller, wanted, "operator") is { } refusal) return refusal with { Target = "operatorId" };

        var asOf = clock.GetUtcNow();
        var (apiUsers, names) = await list.ReadAsync(caller, cancellationToken);
        if (query.OperatorId is { } id && !names.ContainsKey(id)) return Error.NotFound("operator") with { Target = "operatorId" };

        var rows = apiUsers
            .Select(apiUser => new OverviewRow(
                apiUser,
                names[apiUser.OperatorId],
                LastUsed.Of(apiUser.Usage, apiUser.CreatedAt, lastUsed.Value.TrackedSince),
                apiUser.Usage.RequestsLast30Days(asOf)))
            .Where(query.Shows);
        return new OverviewOfApiUsers(asOf, [.. query.Sort(rows)]);
    }
}
