using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Operators;

/// <summary>Lists the operators that the caller may see: with the right those of the whole partner, else itself.</summary>
public sealed class ListOperators(IOperatorStore store)
{
    /// <summary>In the order they were made.</summary>
    public async Task<Result<IReadOnlyList<Stored<Operator>>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.May(Permission.ReadOperators))
        {
            return await store.ListAsync(caller.Pid, cancellationToken)
                .Where(found => found.Value.Status != OperatorStatus.Pending)
                .ToListAsync(cancellationToken);
        }
        return await store.FindMadeAsync(caller.Operator, cancellationToken) is { } own ? new List<Stored<Operator>> { own } : [];
    }
}
