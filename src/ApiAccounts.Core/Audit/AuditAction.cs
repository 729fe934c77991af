namespace ApiAccounts.Core.Audit;

public enum AuditAction
{
    OperatorCreated,
    OperatorChanged,
    OperatorDeleted,
    AuthorizationGranted,
    AuthorizationWithdrawn,
    GroupCreated,
    GroupChanged,
    GroupDeleted,
    GroupMemberAdded,
    GroupMemberRemoved,
    RoleCreated,
    RoleChanged,
    RoleDeleted,
    ApiUserRegistered,
    ApiUserChanged,
    ApiUserRotated,
    ApiUserDeleted,
    SignedIn,
    SignInLocked,
    SessionEnded,
    RefreshTokenReused,
    MailRefused,
    ExpiryWarned,
}
