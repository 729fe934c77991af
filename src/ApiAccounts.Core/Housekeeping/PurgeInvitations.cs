using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Deletes operators that did not accept their invitations in time. Concurrent runs are safe, and so is a concurrent acceptance: the
/// version of the row decides.
/// </summary>
public sealed class PurgeInvitations(
    IDeadlineStore deadlines, IOperatorStore store, EnqueueDeletedOperators enqueue, AuditEntries audit, TimeProvider clock)
{
    /// <returns>The number of deleted operators.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var purged = 0;
        await foreach (var deadline in deadlines.ListAsync(DeadlineKind.Invitation, clock.GetUtcNow(), cancellationToken))
        {
            var found = await store.FindInvitedAsync(deadline.Id, cancellationToken);
            if (found is not null && deadline.IsAt(found.Value.InvitationEndsAt))
            {
                if (clock.GetUtcNow() < found.Value.InvitationEndsAt) continue; // by a fraction of a second
                var entry = DeleteOperator.Entry(audit, AuditAction.InvitationExpired, found.Value, caller: null);

                // If it changed at the last moment, the next run checks it again.
                if (!await WithdrawInvitation.DeleteAsync(store, enqueue, found, entry, cancellationToken)) continue;
                purged++;
            }

            // Last, so that the next run finds it again after a crash in between.
            await deadlines.RemoveAsync(deadline, cancellationToken);
        }
        return purged;
    }
}
