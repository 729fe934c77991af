namespace ApiAccounts.Core.Access;

/// <summary>A right beyond the caller's own account and API users. Administrators have all of them; see <see cref="Grants"/>.</summary>
public enum Permission
{
    /// <summary>Read every operator, group and authorization.</summary>
    ReadOperators,

    /// <summary>Create operators. Change and delete operators whose rights do not exceed the caller's.</summary>
    ManageOperators,

    /// <summary>Read every API user and its usage.</summary>
    ReadApiUsers,

    /// <summary>Create, change, rotate and delete the API users of every operator.</summary>
    ManageApiUsers,

    /// <summary>Report usage that a gateway counted.</summary>
    RecordUsage,

    /// <summary>Read the audit trail.</summary>
    ReadAudit,

    /// <summary>Call <c>/rest</c>.</summary>
    AccessApi,

    /// <summary>Call <c>/userservice</c>.</summary>
    AccessUserManagementApi,

    /// <summary>
    /// Manage rights: administrators, authorizations, groups and roles with their members and permissions. Only administrators have it.
    /// </summary>
    ManageRights,
}
