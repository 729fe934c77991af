using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Deletes an operator with a pending invitation, as <see cref="DeleteOperator"/> does. Its user name is released.</summary>
public sealed class WithdrawInvitation(
    IOperatorStore store, OperatorGrants grants, EnqueueDeletedOperators enqueue, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageInvitation(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await store.FindInvitedAsync(id, cancellationToken) is not { } current) return InvitationReads.NotFound;
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } tooMuch) return tooMuch;
            var entry = DeleteOperator.Entry(audit, AuditAction.InvitationWithdrawn, current.Value, caller);
            return await DeleteAsync(store, enqueue, current, entry, cancellationToken) ? new Unit() : null;
        });
    }

    /// <returns>False if it has changed since it was read.</returns>
    internal static Task<bool> DeleteAsync(
        IOperatorStore store,
        EnqueueDeletedOperators enqueue,
        Versioned<Operator> invited,
        AuditEntry entry,
        CancellationToken cancellationToken) => enqueue.AroundAsync(
            [invited.Value.Id], // an administrator may have created API users for it
            () => store.DeleteAsync(invited, partner: null, entry, cancellationToken),
            cancellationToken);
}
