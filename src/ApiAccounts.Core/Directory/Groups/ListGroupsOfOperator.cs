using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Lists the groups that an operator is a member of.</summary>
public sealed class ListGroupsOfOperator(IGroupStore store, IOperatorStore operators)
{
    /// <summary>Lists them in the order of the groups' creation.</summary>
    public async Task<Result<IReadOnlyList<AccountId>>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadOperator(caller, id) is { } refusal) return refusal;
        if (await operators.FindCompleteAsync(id, cancellationToken) is not { Value: var found }) return Error.NotFound("operator");
        var groups = await Task.WhenAll(found.Groups.Select(number => store.FindAsync(id.Pid, number, cancellationToken)));
        return groups.OfType<Versioned<Group>>().Select(group => group.Value.Id).ToList();
    }
}
