using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Lists the operators of the caller's partner that have not accepted their invitations yet.</summary>
public sealed class ListInvitations(IOperatorStore store)
{
    /// <summary>In the order they were made.</summary>
    public async Task<Result<IReadOnlyList<Operator>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        return await store.ListAsync(caller.Pid, cancellationToken)
            .Select(found => found.Value).Where(one => one.Status == OperatorStatus.Invited).ToListAsync(cancellationToken);
    }
}
