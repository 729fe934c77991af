using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Deletes a role that no operator has.</summary>
public sealed class DeleteRole(IRoleStore store, IOperatorStore operators, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, uint number, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (BuiltInRoles.Has(number)) return ChangeRole.BuiltIn;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Role {number}", async () =>
        {
            // Read before the operators: an operator that is assigned it meanwhile gives it a new version.
            if (await store.FindAsync(caller.Pid, number, cancellationToken) is not { } current) return Error.NotFound("role");
            if (await operators.IsHeldAsync(caller.Pid, number, cancellationToken)) return ChangeRole.Held;
            var entry = audit.New(AuditAction.RoleDeleted, current.Value.Id, caller, current.Value.ChangesTo(null));
            return await store.DeleteAsync(current, entry, cancellationToken) ? new Unit() : null;
        });
    }
}
