using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Deletes a group that has no members.</summary>
public sealed class DeleteGroup(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    private static readonly Error HasMembers = Error.Conflict("group_has_members", "A group that has members cannot be deleted.");

    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Group {id}", async () =>
        {
            // Read before the members: an operator that joins meanwhile gives the group a new version.
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            var members = operators.ListAsync(id.Pid, cancellationToken).Where(found => found.Value.IsMemberOf(id.UserId));
            if (await members.AnyAsync(cancellationToken)) return HasMembers;
            return await store.DeleteAsync(current, Entry(audit, current.Value, caller), cancellationToken) ? new Unit() : null;
        });
    }

    internal static AuditEntry Entry(AuditEntries audit, Group deleted, Caller caller) =>
        audit.New(AuditAction.GroupDeleted, deleted.Id, caller, $"\"{deleted.Name}\"");
}
