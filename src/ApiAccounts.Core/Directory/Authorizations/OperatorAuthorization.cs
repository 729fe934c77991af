using System.Collections.Immutable;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>The authorizations of operators and of groups, with the names of the Uptrends dialect.</summary>
public enum OperatorAuthorization
{
    /// <summary>Read the account: every operator, API user and its usage.</summary>
    AccountAccess,

    /// <summary>Everything; the operator is an administrator.</summary>
    AccountAdministrator,

    AllowInfra,
    FinancialOperator,
    TechnicalContact,
    ShareDashboards,
    CreateAlertDefinition,

    /// <summary>Integrate a gateway: report the usage that it counted.</summary>
    CreateIntegration,

    CreatePrivateLocations,
    ManageMonitorTemplates,

    /// <summary>Of groups only: as <see cref="AccountAdministrator"/>.</summary>
    Administrator,

    /// <summary>Of groups only: nothing beyond the operator's own account.</summary>
    BasicOperator,
}

/// <summary>Which authorizations operators and groups can have, and what they grant.</summary>
public static class Authorizations
{
    public static ImmutableSortedSet<OperatorAuthorization> OfGroups { get; } = [.. Enum.GetValues<OperatorAuthorization>()];

    public static ImmutableSortedSet<OperatorAuthorization> OfOperators { get; } =
        OfGroups.Except([OperatorAuthorization.Administrator, OperatorAuthorization.BasicOperator]);

    /// <summary>Returns the permissions that an authorization grants. Most are stored for their clients and grant nothing.</summary>
    internal static IEnumerable<Permission> Opens(this OperatorAuthorization authorization) => authorization switch
    {
        OperatorAuthorization.AccountAccess => [Permission.ReadOperators, Permission.ReadApiUsers],
        OperatorAuthorization.AccountAdministrator or OperatorAuthorization.Administrator => Enum.GetValues<Permission>(),
        OperatorAuthorization.CreateIntegration => [Permission.RecordUsage],
        _ => [],
    };
}
