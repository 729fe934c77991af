using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Deletes several operators of the caller's partner, all or none; see <see cref="DeleteOperator"/>.</summary>
public sealed class DeleteOperators(IOperatorStore store, OperatorGrants grants, IDeletedOperators ended, AuditEntries audit)
{
    /// <param name="userIds">At most <see cref="IOperatorStore.MaxDeletions"/>; one that is there twice counts once.</param>
    /// <returns>A conflict that names those in the way: unknown ones, the caller, and the administrators when none would be left.</returns>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, IReadOnlyCollection<uint> userIds, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (BulkDeletion.Check(userIds, IOperatorStore.MaxDeletions) is { } fault) return fault;
        var wanted = userIds.Distinct().Order().ToList();
        return await OptimisticRetry.UntilDoneAsync<Unit>($"The operators {string.Join(", ", wanted)}", async () =>
        {
            var found = await Task.WhenAll(wanted.Select(userId => store.FindAsync(caller.Pid, userId, cancellationToken)));
            var deleted = found.OfType<Versioned<Operator>>()
                .Where(one => one.Value.Status != OperatorStatus.Pending && one.Value.Id != caller.Operator).ToList();
            if (wanted.Except(deleted.Select(one => one.Value.Id.UserId)).ToList() is { Count: > 0 } others)
                return BulkDeletion.InTheWay(others, "are the caller, or not there");
            if (await grants.RefusalToActAsync(caller, deleted.ConvertAll(one => one.Value), cancellationToken) is { } tooMuch) return tooMuch;

            var administrators = deleted.Where(one => one.Value.CountsAsAdministrator).Select(one => one.Value.Id.UserId).ToList();
            if (!(await store.CountAsync(caller, -administrators.Count, cancellationToken)).TryGet(out var partner, out var refused))
                return refused == Administrators.LastOne ? BulkDeletion.InTheWay(administrators, "are the last administrators") : refused;

            await Task.WhenAll(deleted.Select(one => ended.SendAsync(one.Value.Id, cancellationToken))); // first, as for a single one
            var deletions = deleted.Select(one => new OperatorDeletion(one, DeleteOperator.Entry(audit, AuditAction.OperatorDeleted, one.Value, caller))).ToList();
            return await store.DeleteAllAsync(deletions, partner, cancellationToken) ? new Unit() : null;
        });
    }
}
