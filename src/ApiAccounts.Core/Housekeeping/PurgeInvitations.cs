using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Removes the operators that did not accept their invitations in time. Doing it twice at once does no harm, nor at the moment that one accepts: the row's version
/// decides.
/// </summary>
public sealed class PurgeInvitations(IDeadlineStore deadlines, IOperatorStore store, IDeletedOperators ended, AuditEntries audit, TimeProvider clock)
{
    /// <returns>How many there were.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var purged = 0;
        await foreach (var deadline in deadlines.ListAsync(DeadlineKind.Invitation, clock.GetUtcNow(), cancellationToken))
        {
            var found = await store.FindInvitedAsync(deadline.Id, cancellationToken);
            if (found is not null && deadline.IsAt(found.Value.InvitationEndsAt))
            {
                if (clock.GetUtcNow() < found.Value.InvitationEndsAt) continue; // by a part of a second
                var entry = DeleteOperator.Entry(audit, AuditAction.InvitationExpired, found.Value, caller: null);
                if (!await WithdrawInvitation.RemoveAsync(store, ended, found, entry, cancellationToken)) continue; // changed at the last moment: looked at again
                purged++;
            }
            await deadlines.RemoveAsync(deadline, cancellationToken); // last: should this process die in between, it is found again
        }
        return purged;
    }
}
