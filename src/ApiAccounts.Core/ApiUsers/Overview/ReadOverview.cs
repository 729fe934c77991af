using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.ApiUsers.Overview;

/// <summary>API users as they were at a time.</summary>
/// <param name="AsOf">When they were read.</param>
public sealed record OverviewOfApiUsers(DateTimeOffset AsOf, IReadOnlyList<OverviewRow> Rows);

/// <summary>Shows the API users of all operators that the caller may see, filtered and sorted; not those whose operator is gone.</summary>
public sealed class ReadOverview(ListApiUsers list, IOperatorStore operators, TimeProvider clock, IOptions<LastUsedOptions> lastUsed)
{
    public async Task<Result<OverviewOfApiUsers>> ExecuteAsync(Caller caller, OverviewQuery query, CancellationToken cancellationToken)
    {
        if (query.OperatorId is { } wanted && Rights.ToReadApiUsersOf(caller, wanted, "operator") is { } refusal) return refusal with { Target = "operatorId" };

        var asOf = clock.GetUtcNow();
        var naming = NamesAsync(caller, cancellationToken);
        var listing = list.ExecuteAsync(caller, cancellationToken);
        await Task.WhenAll(naming, listing);
        var names = await naming;
        if (!(await listing).TryGet(out var apiUsers, out var error)) return error;
        if (query.OperatorId is { } id && !names.ContainsKey(id)) return Error.NotFound("operator") with { Target = "operatorId" };

        var rows = apiUsers
            .Where(apiUser => names.ContainsKey(apiUser.OperatorId))
            .Select(apiUser => new OverviewRow(
                apiUser,
                names[apiUser.OperatorId],
                LastUsed.Of(apiUser.Usage, apiUser.CreatedAt, lastUsed.Value.TrackedSince),
                apiUser.Usage.RequestsLast30Days(asOf)))
            .Where(query.Shows);
        return new OverviewOfApiUsers(asOf, [.. query.Sort(rows)]);
    }

    /// <summary>The full names of the operators whose API users the caller may see.</summary>
    private async Task<Dictionary<AccountId, string>> NamesAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.May(Permission.ReadApiUsers)
            ? await operators.ListAsync(caller.Pid, cancellationToken)
                .ToDictionaryAsync(found => found.Value.Id, found => found.Value.FullName, cancellationToken: cancellationToken)
            : new() { [caller.Operator] = caller.OperatorName };
}
