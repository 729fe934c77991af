namespace ApiAccounts.Core.Access;

/// <summary>A right beyond one's own API users and oneself, over the whole partner.</summary>
public enum Permission
{
    /// <summary>See every operator, group and authorization.</summary>
    ReadOperators,

    /// <summary>Make, change and delete operators, groups and authorizations.</summary>
    ManageOperators,

    /// <summary>See every API user and its usage.</summary>
    ReadApiUsers,

    /// <summary>Make, change, rotate and delete the API users of every operator.</summary>
    ManageApiUsers,

    /// <summary>Report usage that a gateway counted.</summary>
    RecordUsage,
}
