using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Roles;

internal static class HeldRoles
{
    /// <summary>Whether any operator of a partner has a role. A pending operator has none.</summary>
    public static async Task<bool> IsHeldAsync(this IOperatorStore operators, uint pid, uint number, CancellationToken cancellationToken) =>
        await operators.ListCompleteAsync(pid, cancellationToken)
            .AnyAsync(found => found.Value.Roles.Any(assignment => assignment.Role == number), cancellationToken);

    /// <summary>Describes all properties of a role, for the audit trail.</summary>
    public static string Describe(this Role role)
    {
        var permissions = role.Permissions.IsEmpty ? "no permissions" : string.Join(", ", role.Permissions);
        return $"\"{role.Name}\" ({(role.IsApiOnly ? "API-only; " : "")}{permissions}; \"{role.Description}\")";
    }
}
