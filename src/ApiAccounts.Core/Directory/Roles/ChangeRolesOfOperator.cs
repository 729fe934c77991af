using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Assigns roles to an operator and removes others. The caller must manage operators and have all that the roles grant.</summary>
public sealed class ChangeRolesOfOperator(
    IOperatorStore store, IRoleStore roles, OperatorGrants grants, IGainsOfRights gains, AuditEntries audit)
{
    /// <summary>Assigning an assigned role or removing a missing one succeeds, so that a request can be repeated.</summary>
    /// <returns>The operator after the change.</returns>
    public async Task<Result<Operator>> ExecuteAsync(
        Caller caller,
        AccountId id,
        IReadOnlyCollection<RoleAssignment> give,
        IReadOnlyCollection<RoleAssignment> take,
        CancellationToken cancellationToken)
    {
        if (Rights.ToManageOperator(caller, id) is { } refusal) return refusal;
        return await gains.TellAsync(caller, [id], () => ChangeAsync(caller, id, give, take, cancellationToken), cancellationToken);
    }

    private async Task<Result<Operator>> ChangeAsync(
        Caller caller,
        AccountId id,
        IReadOnlyCollection<RoleAssignment> give,
        IReadOnlyCollection<RoleAssignment> take,
        CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (!(await roles.FindNamedAsync(id.Pid, [.. give, .. take], cancellationToken)).TryGet(out var named, out var unknown))
                return unknown;
            if (named.All.Select(role => RoleRules.ToGive(caller, role)).FirstOrDefault(refused => refused is not null) is { } tooMuch)
                return tooMuch;

            var roleAssignments = current.Value.HeldRoles.Except(take).Union(give).ToList();
            if (!(await roles.FindNamedAsync(id.Pid, roleAssignments, cancellationToken)).TryGet(out var all, out var many)) return many;
            if (RoleRules.Check(current.Value.IsApiOnly, all.All) is { } fault) return fault;
            return await WriteAsync(caller, current, current.Value.WithRoles(roleAssignments), named, cancellationToken);
        });
    }

    private async Task<Result<Operator>?> WriteAsync(
        Caller caller, Versioned<Operator> current, Operator changed, NamedRoles named, CancellationToken cancellationToken)
    {
        if (OperatorChanges.Describe(current.Value, changed) is not { Count: > 0 } differences) return current.Value;
        if (!(await store.CountAsync(caller, current.Value, changed, cancellationToken)).TryGet(out var partner, out var last)) return last;
        var entry = audit.New(AuditAction.OperatorChanged, changed.Id, caller, differences);
        var write = new OperatorWrite(current with { Value = changed }, entry)
        {
            Partner = partner,
            Given = [.. named.Custom.Where(role => changed.Roles.Any(assignment => assignment.Role == role.Value.Number))],
        };
        return await store.WriteAsync(write, cancellationToken) ? (Result<Operator>?)changed : null;
    }
}
