using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Lists the operators in a group.</summary>
public sealed class ListGroupMembers(IGroupStore store, IOperatorStore operators)
{
    /// <summary>Lists them in the order of the operators' creation.</summary>
    public async Task<Result<IReadOnlyList<AccountId>>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadGroup(caller, id) is { } refusal) return refusal;
        if (await store.FindAsync(id, cancellationToken) is null) return Error.NotFound("group");
        return await operators.ListAsync(id.Pid, cancellationToken)
            .Where(found => found.Value.IsMemberOf(id.UserId))
            .Select(found => found.Value.Id)
            .ToListAsync(cancellationToken);
    }
}
