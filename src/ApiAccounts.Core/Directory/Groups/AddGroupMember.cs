using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Adds an operator to a group. Adding an existing member succeeds, so that a request can be repeated.</summary>
public sealed class AddGroupMember(IGroupStore store, IOperatorStore operators, IGainsOfRights gains, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (Rights.ToManageRightsOf(caller, operatorId) is { } refused) return refused;
        return await gains.TellAsync(caller, [operatorId], () => AddAsync(caller, id, operatorId, cancellationToken), cancellationToken);
    }

    private async Task<Result<Unit>> AddAsync(Caller caller, AccountId id, AccountId operatorId, CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {operatorId}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } group) return Error.NotFound("group");
            if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (current.Value.Groups.Contains(group.Value.Number)) return new Unit();
            var member = current with { Value = current.Value with { Groups = current.Value.Groups.Add(group.Value.Number) } };
            var entry = audit.New(
                AuditAction.GroupMemberAdded,
                operatorId,
                caller,
                AuditChange.Set("group", id.ToString()),
                AuditChange.Set("groupName", group.Value.Name));
            return await operators.WriteAsync(new(member, entry) { Joined = [group] }, cancellationToken) ? new Unit() : null;
        });
    }
}
