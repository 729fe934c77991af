using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Deletes several operators of the caller's partner, all or none; see <see cref="DeleteOperator"/>.</summary>
public sealed class DeleteOperators(IOperatorStore store, OperatorGrants grants, EnqueueDeletedOperators enqueue, AuditEntries audit)
{
    /// <param name="userIds">At most <see cref="IOperatorStore.MaxDeletions"/>. Duplicates count once.</param>
    /// <returns>A conflict that names the blocking ones: unknown operators, the caller, and administrators if none would be left.</returns>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, IReadOnlyCollection<uint> userIds, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (BulkDeletion.Check(userIds, IOperatorStore.MaxDeletions) is { } fault) return fault;
        var requested = userIds.Distinct().Order().ToList();
        return await OptimisticRetry.UntilDoneAsync<Unit>($"The operators {string.Join(", ", requested)}", async () =>
        {
            var found = await Task.WhenAll(requested.Select(userId => store.FindAsync(caller.Pid, userId, cancellationToken)));
            var deleted = found.OfType<Versioned<Operator>>()
                .Where(one => one.Value.Status != OperatorStatus.Pending && one.Value.Id != caller.Operator).ToList();
            if (requested.Except(deleted.Select(one => one.Value.Id.UserId)).ToList() is { Count: > 0 } others)
                return BulkDeletion.Blocked(others, "are the caller or do not exist");
            if (await grants.RefusalToActAsync(caller, deleted.ConvertAll(one => one.Value), cancellationToken) is { } tooMuch)
                return tooMuch;

            var administrators = deleted.Where(one => one.Value.CountsAsAdministrator).Select(one => one.Value.Id.UserId).ToList();
            if (!(await store.CountAsync(caller, -administrators.Count, cancellationToken)).TryGet(out var partner, out var refused))
                return refused == Administrators.LastOne ? BulkDeletion.Blocked(administrators, "are the last administrators") : refused;

            var deletions = deleted
                .Select(one => new OperatorDeletion(one, DeleteOperator.Entry(audit, AuditAction.OperatorDeleted, one.Value, caller)))
                .ToList();
            return await enqueue.AroundAsync(
                deleted.ConvertAll(one => one.Value.Id),
                () => store.DeleteAllAsync(deletions, partner, cancellationToken),
                cancellationToken) ? new Unit() : null;
        });
    }
}
