namespace ApiAccounts.Core.Audit;

public enum AuditAction
{
    OperatorCreated,
    ApiUserRegistered,
    ApiUserChanged,
    ApiUserRotated,
    ApiUserDeleted,
}
