using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>The roles of every partner, with reserved numbers. They have no rows and cannot be changed.</summary>
public static class BuiltInRoles
{
    /// <summary>Equivalent to being an administrator; stored only as <see cref="Operators.Operator.IsAdministrator"/>.</summary>
    public const uint Admin = 1;

    /// <summary>Grants nothing beyond the operator's own account.</summary>
    public const uint StandardUser = 2;

    /// <summary>For API-only operators: <see cref="RolePermission.AccessApi"/>.</summary>
    public const uint ApiOnly = 3;

    /// <summary>The highest of these numbers.</summary>
    internal const uint Last = ApiOnly;

    private static readonly ImmutableSortedSet<RolePermission> ApiOnlyPermissions = [RolePermission.AccessApi];

    public static bool Has(uint number) => number is >= Admin and <= Last;

    /// <summary>Returns the built-in roles of a partner, by their numbers.</summary>
    public static IReadOnlyList<Role> Of(uint pid) =>
    [
        new(IdOf(pid, Admin), "Admin", "May do everything.") { Permissions = [.. Enum.GetValues<RolePermission>()] },
        new(IdOf(pid, StandardUser), "Standard User", "Sees and manages what is its own."),
        new(IdOf(pid, ApiOnly), "API Only", "Acts through API users and custom services only.")
        {
            IsApiOnly = true,
            Permissions = ApiOnlyPermissions,
        },
    ];

    public static Role? Find(uint pid, uint number) => Has(number) ? Of(pid)[(int)(number - Admin)] : null;

    /// <summary>Returns what a role grants, other than being an administrator.</summary>
    internal static IEnumerable<Permission> Opens(uint number) =>
        number == ApiOnly ? ApiOnlyPermissions.SelectMany(permission => permission.Opens()) : [];

    private static AccountId IdOf(uint pid, uint number) => AccountId.At(AccountKind.Role, pid, number, bucket: 0, random: 0);
}
