using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Changes a role for all its holders. The API-only flag can change only while the role has no holder.</summary>
public sealed class ChangeRole(
    IRoleStore store, IOperatorStore operators, IGainsOfRights gains, AuditEntries audit, TimeProvider clock)
{
    internal static readonly Error BuiltIn = Error.Conflict("built_in_role", "A built-in role can be neither changed nor deleted.");

    internal static readonly Error Held = Error.Conflict("role_held", "The role is assigned to an operator.");

    public async Task<Result<Role>> ExecuteAsync(Caller caller, uint number, RoleSettings settings, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (settings.Check() is { } fault) return fault;
        if (BuiltInRoles.Has(number)) return BuiltIn;
        var holders = await operators.ListCompleteAsync(caller.Pid, cancellationToken)
            .Where(found => found.Value.Roles.Any(assignment => assignment.Role == number))
            .Select(found => found.Value.Id).ToListAsync(cancellationToken);
        return await gains.TellAsync(caller, holders, () => ChangeAsync(caller, number, settings, cancellationToken), cancellationToken);
    }

    private async Task<Result<Role>> ChangeAsync(Caller caller, uint number, RoleSettings settings, CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Role>($"Role {number}", async () =>
        {
            // Read before the operators: an operator that is assigned it meanwhile gives it a new version.
            if (await store.FindAsync(caller.Pid, number, cancellationToken) is not { } current) return Error.NotFound("role");
            var changed = current.Value with
            {
                Name = settings.Name,
                Description = settings.Description,
                IsApiOnly = settings.IsApiOnly,
                Permissions = settings.Permissions,
            };
            if (current.Value.ChangesTo(changed) is not { Count: > 0 } differences) return current.Value;
            var isRenamed = changed.Name != current.Value.Name;

            // Read before the other roles, and written with this one: of two roles that get the same name at once, one is refused.
            var partner = isRenamed ? await operators.GetPartnerAsync(caller.Pid, cancellationToken) : null;
            if (isRenamed && await store.CheckNameAsync(caller.Pid, number, changed.Name, cancellationToken) is { } taken) return taken;
            if (changed.IsApiOnly != current.Value.IsApiOnly && await operators.IsHeldAsync(caller.Pid, number, cancellationToken))
                return Held;

            changed = changed with { UpdatedAt = clock.GetUtcNow() };
            var entry = audit.New(AuditAction.RoleChanged, changed.Id, caller, differences);
            return await store.ChangeAsync(current with { Value = changed }, partner, entry, cancellationToken)
                ? (Result<Role>?)changed
                : null;
        });
    }
}
