namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>What an operator may be authorised to, by the names of the Uptrends dialect.</summary>
public enum OperatorAuthorization
{
    /// <summary>See the account: every operator, API user and its usage.</summary>
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
