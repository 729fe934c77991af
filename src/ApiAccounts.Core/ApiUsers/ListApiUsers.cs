using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Lists the API users that the caller may see: with the right those of the whole partner, else its own.</summary>
public sealed class ListApiUsers(IApiUserStore store, IOperatorStore operators)
{
    /// <summary>All that the caller may see, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.May(Permission.ReadApiUsers)) return await ListOfAsync(caller.Operator, cancellationToken);
        var partner = await operators.FindPartnerAsync(caller.Pid, cancellationToken)
            ?? throw new InvalidOperationException($"There is no partner {caller.Pid}.");
        var findingOperators = operators.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value.Id).ToHashSetAsync(cancellationToken: cancellationToken);
        var buckets = await Task.WhenAll(partner.Value.Buckets.Select(async bucket =>
            await store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken).ToListAsync(cancellationToken)));

        // Those of an operator that is gone are gone too, though their rows are removed a little later.
        var alive = await findingOperators;
        return InOrder(buckets.SelectMany(apiUsers => apiUsers).Where(apiUser => alive.Contains(apiUser.OperatorId)));
    }

    /// <summary>Those of one operator, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (operatorId != caller.Operator
            && (await operators.FindAsync(operatorId.Pid, operatorId.UserId, cancellationToken))?.Value.Id != operatorId)
            return Error.NotFound("operator");
        return await ListOfAsync(operatorId, cancellationToken);
    }

    private async Task<Result<IReadOnlyList<ApiUser>>> ListOfAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        InOrder(await store.ListOfOperatorAsync(operatorId, cancellationToken).ToListAsync(cancellationToken));

    private static List<ApiUser> InOrder(IEnumerable<ApiUser> apiUsers) =>
        [.. apiUsers.OrderBy(apiUser => apiUser.CreatedAt).ThenBy(apiUser => apiUser.UserName, StringComparer.Ordinal)];
}
