using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Removes an operator from a group.</summary>
public sealed class RemoveGroupMember(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (Rights.ToManageRightsOf(caller, operatorId) is { } refused) return refused;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {operatorId}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } group) return Error.NotFound("group");
            if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { } current
                || !current.Value.Groups.Contains(group.Value.Number))
                return Error.NotFound("member of the group");
            var changed = current with { Value = current.Value with { Groups = current.Value.Groups.Remove(group.Value.Number) } };
            var entry = audit.New(
                AuditAction.GroupMemberRemoved,
                operatorId,
                caller,
                AuditChange.Removed("group", id.ToString()),
                AuditChange.Removed("groupName", group.Value.Name));
            return await operators.ChangeAsync(changed, partner: null, entry, cancellationToken) ? new Unit() : null;
        });
    }
}
