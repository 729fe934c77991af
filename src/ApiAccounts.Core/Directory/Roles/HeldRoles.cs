using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Roles;

internal static class HeldRoles
{
    /// <summary>Whether any operator of a partner holds a role; one that is still being made holds none.</summary>
    public static async Task<bool> IsHeldAsync(this IOperatorStore operators, uint pid, uint number, CancellationToken cancellationToken) =>
        await operators.ListAsync(pid, cancellationToken)
            .AnyAsync(found => found.Value.Status != OperatorStatus.Pending && found.Value.Roles.Any(held => held.Role == number), cancellationToken);

    /// <summary>All of a role in words, for the audit trail.</summary>
    public static string Describe(this Role role)
    {
        var permissions = role.Permissions.IsEmpty ? "no permissions" : string.Join(", ", role.Permissions);
        return $"\"{role.Name}\" ({(role.IsApiOnly ? "API-only; " : "")}{permissions}; \"{role.Description}\")";
    }
}
