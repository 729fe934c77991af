using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Roles;

internal static class HeldRoles
{
    /// <summary>Whether any operator of a partner has a role. A pending operator has none.</summary>
    public static async Task<bool> IsHeldAsync(this IOperatorStore operators, uint pid, uint number, CancellationToken cancellationToken) =>
        await operators.ListCompleteAsync(pid, cancellationToken)
            .AnyAsync(found => found.Value.Roles.Any(assignment => assignment.Role == number), cancellationToken);

    /// <summary>Describes the differences between a role and the same role after a change.</summary>
    /// <param name="before">Null for a new role.</param>
    /// <param name="after">Null for a deleted role.</param>
    /// <returns>Empty if there are no differences.</returns>
    public static IReadOnlyList<AuditChange> ChangesTo(this Role? before, Role? after) =>
    [
        .. new[]
        {
            AuditChange.Of("name", before?.Name, after?.Name),
            AuditChange.Of("description", before?.Description, after?.Description),
            AuditChange.Of("apiOnly", Text(before?.IsApiOnly), Text(after?.IsApiOnly)),
            AuditChange.Of("permissions", Text(before), Text(after)),
        }.OfType<AuditChange>(),
    ];

    private static string? Text(bool? flag) => flag switch
    {
        null => null,
        true => "yes",
        _ => "no",
    };

    private static string? Text(Role? role) => role is null ? null : string.Join(", ", role.Permissions);
}
