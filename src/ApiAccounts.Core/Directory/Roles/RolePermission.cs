namespace ApiAccounts.Core.Directory.Roles;

/// <summary>A permission of a role's holders, on the whole partner. The names are part of the routes and of the storage format.</summary>
public enum RolePermission
{
    /// <summary>Call <c>/rest</c>.</summary>
    AccessApi,

    /// <summary>Read and manage operators.</summary>
    AccessUsers,

    /// <summary>Call <c>/userservice</c>.</summary>
    AccessUserManagementApi,

    /// <summary>Read the API users and custom services of all operators, and their usage.</summary>
    ReadApiUsers,

    /// <summary>Create, change and delete the API users and custom services of all operators.</summary>
    ManageApiUsers,

    /// <summary>Report usage that a gateway counted.</summary>
    RecordUsage,

    /// <summary>Read the audit trail.</summary>
    ReadAudit,
}

internal static class RolePermissions
{
    /// <summary>Returns the permissions that a role's permission includes.</summary>
    public static IReadOnlyList<Permission> Opens(this RolePermission permission) => permission switch
    {
        RolePermission.AccessApi => [Permission.AccessApi],
        RolePermission.AccessUsers => [Permission.ReadOperators, Permission.ManageOperators],
        RolePermission.AccessUserManagementApi => [Permission.AccessUserManagementApi],
        RolePermission.ReadApiUsers => [Permission.ReadApiUsers],
        RolePermission.ManageApiUsers => [Permission.ReadApiUsers, Permission.ManageApiUsers],
        RolePermission.RecordUsage => [Permission.RecordUsage],
        RolePermission.ReadAudit => [Permission.ReadAudit],
        _ => throw new InvalidOperationException($"The permission {permission} does not exist."),
    };
}
