using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Lists the operators of the caller's partner with pending invitations.</summary>
public sealed class ListInvitations(IOperatorStore store)
{
    /// <summary>Lists them in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<Operator>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        return await store.ListAsync(caller.Pid, cancellationToken)
            .Select(found => found.Value).Where(one => one.Status == OperatorStatus.Invited).ToListAsync(cancellationToken);
    }
}
