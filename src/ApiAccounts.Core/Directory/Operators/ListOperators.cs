using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Lists the operators that the caller may read: with the permission all of the partner, otherwise itself.</summary>
public sealed class ListOperators(IOperatorStore store, IGroupStore groups)
{
    /// <summary>Lists them in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<Versioned<Operator>>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.May(Permission.ReadOperators))
        {
            return await store.ListAsync(caller.Pid, cancellationToken)
                .Where(found => found.Value.Status != OperatorStatus.Pending)
                .ToListAsync(cancellationToken);
        }
        return await store.FindCompleteAsync(caller.Operator, cancellationToken) is { } own ? new List<Versioned<Operator>> { own } : [];
    }

    /// <summary>Lists those that are in any of the groups; all if no group is named.</summary>
    /// <returns>An error that names the unknown groups, if the caller may read groups.</returns>
    public async Task<Result<IReadOnlyList<Versioned<Operator>>>> ExecuteAsync(
        Caller caller, IReadOnlyCollection<uint> groupNumbers, CancellationToken cancellationToken)
    {
        if (groupNumbers.Count == 0) return await ExecuteAsync(caller, cancellationToken);
        if (caller.May(Permission.ReadOperators)
            && !(await groups.FindNamedAsync(caller.Pid, groupNumbers, cancellationToken)).TryGet(out _, out var unknown)) return unknown;
        return (await ExecuteAsync(caller, cancellationToken)).TryGet(out var visible, out var error)
            ? visible.Where(found => found.Value.Groups.Overlaps(groupNumbers)).ToList()
            : error;
    }
}
