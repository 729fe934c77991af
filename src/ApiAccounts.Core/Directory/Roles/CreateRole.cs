using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Creates a role without holders in the caller's partner.</summary>
public sealed class CreateRole(IRoleStore store, IOperatorStore operators, AuditEntries audit, TimeProvider clock)
{
    /// <summary>The bucket of all roles. They have no API users, so it has no meaning.</summary>
    private const int Bucket = 0;

    public async Task<Result<Role>> ExecuteAsync(Caller caller, RoleSettings settings, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageRights, caller) is { } refusal) return refusal;
        if (settings.Check() is { } fault) return fault;
        return await OptimisticRetry.UntilDoneAsync<Role>($"Partner {caller.Pid}", async () =>
        {
            var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);
            if (await store.CheckNameAsync(caller.Pid, number: 0, settings.Name, cancellationToken) is { } taken) return taken;
            var number = Math.Max(partner.Value.LastUserId, BuiltInRoles.Last) + 1;
            var now = clock.GetUtcNow();
            var role = new Role(AccountId.New(AccountKind.Role, caller.Pid, number, Bucket), settings.Name, settings.Description)
            {
                IsApiOnly = settings.IsApiOnly,
                Permissions = settings.Permissions,
                CreatedAt = now,
                UpdatedAt = now,
            };
            var counted = partner with { Value = partner.Value with { LastUserId = number } };
            var entry = audit.New(AuditAction.RoleCreated, role.Id, caller, HeldRoles.ChangesTo(before: null, role));
            return await store.AddAsync(counted, role, entry, cancellationToken) ? (Result<Role>?)role : null;
        });
    }
}
