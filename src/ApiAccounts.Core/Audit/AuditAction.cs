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
    ApiUserRegistered,
    ApiUserChanged,
    ApiUserRotated,
    ApiUserDeleted,
    CustomServiceCreated,
    CustomServiceChanged,
    CustomServiceRotated,
    CustomServiceDeleted,
    SignedIn,
    SignInLocked,
    SessionEnded,
    RefreshTokenReused,
    MailRefused,
}
