namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>The authorizations of operators, with the names of the Uptrends dialect.</summary>
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
}
