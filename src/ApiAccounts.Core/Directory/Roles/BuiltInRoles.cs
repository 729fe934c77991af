using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>The roles that every partner has, by numbers that no other role gets. They are no rows, and cannot be changed.</summary>
public static class BuiltInRoles
{
    /// <summary>Who holds it is an administrator, and the other way round: it is kept as <see cref="Operators.Operator.IsAdministrator"/> alone.</summary>
    public const uint Admin = 1;

    /// <summary>Allows nothing beyond one's own.</summary>
    public const uint StandardUser = 2;

    /// <summary>For API-only operators: <see cref="RolePermission.AccessApi"/>.</summary>
    public const uint ApiOnly = 3;

    /// <summary>The highest of these numbers.</summary>
    internal const uint Last = ApiOnly;

    private static readonly ImmutableSortedSet<RolePermission> ApiOnlyPermissions = [RolePermission.AccessApi];

    public static bool Has(uint number) => number is >= Admin and <= Last;

    /// <summary>Those of a partner, by their numbers.</summary>
    public static IReadOnlyList<Role> Of(uint pid) =>
    [
        new(IdOf(pid, Admin), "Admin", "May do everything.") { Permissions = [.. Enum.GetValues<RolePermission>()] },
        new(IdOf(pid, StandardUser), "Standard User", "Sees and manages what is its own."),
        new(IdOf(pid, ApiOnly), "API Only", "Acts through API users and custom services only.") { IsApiOnly = true, Permissions = ApiOnlyPermissions },
    ];

    public static Role? Find(uint pid, uint number) => Has(number) ? Of(pid)[(int)(number - Admin)] : null;

    /// <summary>What holding one grants, beside being an administrator.</summary>
    internal static IEnumerable<Permission> Opens(uint number) => number == ApiOnly ? ApiOnlyPermissions.SelectMany(permission => permission.Opens()) : [];

    private static AccountId IdOf(uint pid, uint number) => AccountId.At(AccountKind.Role, pid, number, bucket: 0, random: 0);
}
