using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Gives an operator roles and takes others away: by whoever manages operators, as far as it has itself what they allow.</summary>
public sealed class ChangeRolesOfOperator(IOperatorStore store, IRoleStore roles, OperatorGrants grants, AuditEntries audit)
{
    /// <summary>What is held already, or is not held, is no failure, so that a request can be sent again.</summary>
    /// <returns>The operator as it is now.</returns>
    public async Task<Result<Operator>> ExecuteAsync(
        Caller caller,
        AccountId id,
        IReadOnlyCollection<RoleAssignment> give,
        IReadOnlyCollection<RoleAssignment> take,
        CancellationToken cancellationToken)
    {
        if (Rights.ToManageOperator(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (!(await roles.FindNamedAsync(id.Pid, [.. give, .. take], cancellationToken)).TryGet(out var named, out var unknown)) return unknown;
            if (named.All.Select(role => RoleRules.ToGive(caller, role)).FirstOrDefault(refused => refused is not null) is { } tooMuch) return tooMuch;

            var held = current.Value.HeldRoles.Except(take).Union(give).ToList();
            if (!(await roles.FindNamedAsync(id.Pid, held, cancellationToken)).TryGet(out var all, out var many)) return many;
            if (RoleRules.Check(current.Value.IsApiOnly, all.All) is { } fault) return fault;
            return await WriteAsync(caller, current, current.Value.WithRoles(held), named, cancellationToken);
        });
    }

    private async Task<Result<Operator>?> WriteAsync(
        Caller caller, Versioned<Operator> current, Operator changed, NamedRoles named, CancellationToken cancellationToken)
    {
        if (OperatorChanges.Describe(current.Value, changed) is not { Count: > 0 } words) return current.Value;
        if (!(await store.CountAsync(caller, current.Value, changed, cancellationToken)).TryGet(out var partner, out var last)) return last;
        var write = new OperatorWrite(current with { Value = changed }, audit.New(AuditAction.OperatorChanged, changed.Id, caller, string.Join("; ", words)))
        {
            Partner = partner,
            Given = [.. named.Kept.Where(role => changed.Roles.Any(assignment => assignment.Role == role.Value.Number))],
        };
        return await store.WriteAsync(write, cancellationToken) ? (Result<Operator>?)changed : null;
    }
}
