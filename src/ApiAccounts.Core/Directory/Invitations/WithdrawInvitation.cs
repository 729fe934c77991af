using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Removes an operator that has not accepted its invitation yet, as <see cref="DeleteOperator"/> does: its user name is free again.</summary>
public sealed class WithdrawInvitation(IOperatorStore store, OperatorGrants grants, IDeletedOperators ended, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageInvitation(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await store.FindInvitedAsync(id, cancellationToken) is not { } current) return InvitationReads.NotFound;
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } tooMuch) return tooMuch;
            var entry = DeleteOperator.Entry(audit, AuditAction.InvitationWithdrawn, current.Value, caller);
            return await RemoveAsync(store, ended, current, entry, cancellationToken) ? new Unit() : null;
        });
    }

    /// <returns>False when it has changed since it was read.</returns>
    internal static async Task<bool> RemoveAsync(
        IOperatorStore store, IDeletedOperators ended, Versioned<Operator> invited, AuditEntry entry, CancellationToken cancellationToken)
    {
        await ended.SendAsync(invited.Value.Id, cancellationToken); // first, as for one that is deleted; an administrator may have made API users for it
        return await store.DeleteAsync(invited, partner: null, entry, cancellationToken);
    }
}
