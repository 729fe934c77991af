using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Lists the operators that the caller may read: with the permission all of the partner, otherwise itself.</summary>
public sealed class ListOperators(IOperatorStore store)
{
    /// <summary>Lists them in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<Versioned<Operator>>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.May(Permission.ReadOperators))
            return await store.ListCompleteAsync(caller.Pid, cancellationToken).ToListAsync(cancellationToken);
        return await store.FindCompleteAsync(caller.Operator, cancellationToken) is { } own ? new List<Versioned<Operator>> { own } : [];
    }

    /// <summary>Lists those that are in any of the groups; all if no group is named. A group that does not exist has no members.</summary>
    public Task<Result<IReadOnlyList<Versioned<Operator>>>> ExecuteAsync(
        Caller caller, IReadOnlyCollection<uint> groupNumbers, CancellationToken cancellationToken) =>
        ExecuteAsync(caller, cancellationToken).Then(visible => Result.Of<IReadOnlyList<Versioned<Operator>>>(
            groupNumbers.Count == 0 ? visible : [.. visible.Where(found => found.Value.Groups.Overlaps(groupNumbers))]));
}
