using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>What a role allows its holders, over the whole partner. The names are what the routes and the storage write.</summary>
public enum RolePermission
{
    /// <summary>Call <c>/rest</c>.</summary>
    AccessApi,

    /// <summary>See and manage operators.</summary>
    AccessUsers,

    /// <summary>Call <c>/userservice</c>.</summary>
    AccessUserManagementApi,

    /// <summary>See the API users and custom services of all operators, and their usage.</summary>
    ReadApiUsers,

    /// <summary>Make, change and delete the API users and custom services of all operators.</summary>
    ManageApiUsers,

    /// <summary>Report usage that a gateway counted.</summary>
    RecordUsage,

    /// <summary>See who changed what.</summary>
    ReadAudit,
}

internal static class RolePermissions
{
    /// <summary>The permissions that one of a role opens.</summary>
    public static IReadOnlyList<Permission> Opens(this RolePermission permission) => permission switch
    {
        RolePermission.AccessApi => [Permission.AccessApi],
        RolePermission.AccessUsers => [Permission.ReadOperators, Permission.ManageOperators],
        RolePermission.AccessUserManagementApi => [Permission.AccessUserManagementApi],
        RolePermission.ReadApiUsers => [Permission.ReadApiUsers],
        RolePermission.ManageApiUsers => [Permission.ReadApiUsers, Permission.ManageApiUsers],
        RolePermission.RecordUsage => [Permission.RecordUsage],
        RolePermission.ReadAudit => [Permission.ReadAudit],
        _ => throw new InvalidOperationException($"There is no permission {permission}."),
    };
}
