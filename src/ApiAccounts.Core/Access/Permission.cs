namespace ApiAccounts.Core.Access;

/// <summary>A right beyond one's own API users and oneself. An administrator has them all; see <see cref="Grants"/>.</summary>
public enum Permission
{
    /// <summary>See every operator, group and authorization.</summary>
    ReadOperators,

    /// <summary>Make operators, and change and delete those who may do no more than oneself.</summary>
    ManageOperators,

    /// <summary>See every API user and its usage.</summary>
    ReadApiUsers,

    /// <summary>Make, change, rotate and delete the API users of every operator.</summary>
    ManageApiUsers,

    /// <summary>Report usage that a gateway counted.</summary>
    RecordUsage,

    /// <summary>See who changed what.</summary>
    ReadAudit,

    /// <summary>Call <c>/rest</c>.</summary>
    AccessApi,

    /// <summary>Call <c>/userservice</c>.</summary>
    AccessUserManagementApi,

    /// <summary>Say who may do what: administrators, authorizations, groups, roles, their members and permissions. Only administrators have it.</summary>
    ManageRights,
}
