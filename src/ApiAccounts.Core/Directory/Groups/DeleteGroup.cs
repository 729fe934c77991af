using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Deletes a group. Its members are removed from it first.</summary>
public sealed class DeleteGroup(IGroupStore store, RemoveMembers remove, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Group {id}", async () =>
        {
            // Read before the members: an operator that joins meanwhile gives the group a new version.
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            await remove.ExecuteAsync(caller, [current.Value], cancellationToken);
            return await store.DeleteAsync(current, Entry(audit, current.Value, caller), cancellationToken) ? new Unit() : null;
        });
    }

    internal static AuditEntry Entry(AuditEntries audit, Group deleted, Caller caller) =>
        audit.New(AuditAction.GroupDeleted, deleted.Id, caller, AuditChange.Removed("name", deleted.Name));
}
