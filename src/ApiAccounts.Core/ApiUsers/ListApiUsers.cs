using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Lists the API users that the caller may see: with the right those of the whole partner, else its own and those of the operators it has the right over.</summary>
public sealed class ListApiUsers(IApiUserStore store, IOperatorStore operators)
{
    /// <summary>All that the caller may see, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken) =>
        InOrder(await ReadAsync(caller, cancellationToken));

    /// <summary>Those of one operator, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (operatorId != caller.Operator && await operators.FindAsync(operatorId, cancellationToken) is null) return Error.NotFound("operator");
        return InOrder(await store.ListOfOperatorAsync(operatorId, cancellationToken).ToListAsync(cancellationToken));
    }

    private async Task<IEnumerable<ApiUser>> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.May(Permission.ReadApiUsers)) return await ReadOfAsync(caller, cancellationToken);

        var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);
        var making = operators.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value.Id).ToHashSetAsync(cancellationToken: cancellationToken);
        var buckets = await Task.WhenAll(partner.Value.Buckets.Select(async bucket =>
            await store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken).ToListAsync(cancellationToken)));

        // Those of an operator that is gone are gone too, though their rows are removed a little later.
        var made = await making;
        return buckets.SelectMany(apiUsers => apiUsers).Where(apiUser => made.Contains(apiUser.OperatorId));
    }

    private async Task<IEnumerable<ApiUser>> ReadOfAsync(Caller caller, CancellationToken cancellationToken)
    {
        var visible = await operators.VisibleAsync(caller, cancellationToken);
        var lists = await Task.WhenAll(visible.Select(async of => await store.ListOfOperatorAsync(of.Id, cancellationToken).ToListAsync(cancellationToken)));
        return lists.SelectMany(apiUsers => apiUsers);
    }

    private static List<ApiUser> InOrder(IEnumerable<ApiUser> apiUsers) =>
        [.. apiUsers.OrderBy(apiUser => apiUser.CreatedAt).ThenBy(apiUser => apiUser.UserName, StringComparer.Ordinal)];
}
