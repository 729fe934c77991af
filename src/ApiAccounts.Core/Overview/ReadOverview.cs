using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>Reads the API users of all existing operators that the caller may read, filtered and sorted.</summary>
public sealed class ReadOverview(
    OverviewCache cache, IApiUserStore store, IOperatorStore operators, TimeProvider clock, IOptions<LastUsedOptions> lastUsed)
{
    public async Task<Result<OverviewOfApiUsers>> ExecuteAsync(Caller caller, OverviewQuery query, CancellationToken cancellationToken)
    {
        if (query.OperatorId is { } requested && Rights.ToReadApiUsersOf(caller, requested, "operator") is { } refusal)
            return refusal with { Target = "operatorId" };

        var seesAll = caller.May(Permission.ReadApiUsers);
        var found = seesAll ? await cache.FindAsync(caller.Pid, cancellationToken) : await ReadSomeAsync(caller, cancellationToken);
        if (query.OperatorId is { } id && found.Operator(id) is null && !(seesAll && await ExistsAsync(id, cancellationToken)))
            return Error.NotFound("operator") with { Target = "operatorId" };

        return new OverviewOfApiUsers(found.AsOf, found.In(query.SortBy, query.Descending), query.Filter());
    }

    /// <summary>Reads the caller's own API users and those of the operators on which it has the permission singly.</summary>
    private async Task<OverviewSnapshot> ReadSomeAsync(Caller caller, CancellationToken cancellationToken)
    {
        var asOf = clock.GetUtcNow();
        var visible = (await operators.VisibleAsync(caller, cancellationToken)).ToDictionary(found => found.Id);
        var rows = await Task.WhenAll(visible.Values.Select(async of => await store.ListOfOperatorAsync(of.Id, cancellationToken)
            .Where(apiUser => apiUser.OperatorId == of.Id)
            .Select(apiUser => OverviewRow.Of(apiUser, of, asOf, lastUsed.Value.TrackedSince))
            .ToListAsync(cancellationToken)));
        return OverviewSnapshot.Of(asOf, visible, [.. rows.SelectMany(row => row)]);
    }

    /// <summary>An operator created since the overview was read has no API users in it.</summary>
    private async Task<bool> ExistsAsync(AccountId id, CancellationToken cancellationToken) =>
        await operators.FindCompleteAsync(id, cancellationToken) is not null;
}
