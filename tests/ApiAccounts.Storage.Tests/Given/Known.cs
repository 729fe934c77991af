using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Storage.Tests.Given;

/// <summary>Rows with nothing left out, at addresses that a test can have to itself.</summary>
internal static class Known
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    private static int partners = 1_000;

    /// <summary>A partner number that no other test uses.</summary>
    public static uint NewPid() => (uint)Interlocked.Increment(ref partners);

    public static AccountId ApiUserId(uint pid, ulong random = 0x7654321fedc, uint userId = 7, int bucket = 15) =>
        AccountId.At(AccountKind.ApiUser, pid, userId, bucket, random);

    public static AccountId OperatorId(uint pid, uint userId = 7) => AccountId.At(AccountKind.Operator, pid, userId, 15, 1);

    public static ApiUser ApiUser(AccountId id) => new()
    {
        Id = id,
        OperatorId = OperatorId(id.Pid, id.UserId),
        Description = "The nightly export: 'quoted' \"é\"",
        Type = ApiUserType.Grafana,
        CreatedAt = Now.AddDays(-1),
        SecretHash = "v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg",
        IsEnabled = true,
        ExpiresAt = Now.AddDays(30).AddTicks(1),
        RateLimit = new(100, 20),
    };

    public static AccountId ServiceId(uint pid, ulong random = 0x7654321fedc, uint userId = 7, int bucket = 15) =>
        AccountId.At(AccountKind.CustomService, pid, userId, bucket, random);

    public static CustomService Service(AccountId id) => new()
    {
        Id = id,
        OperatorId = OperatorId(id.Pid, id.UserId),
        Name = "Sync: 'quoted' \"é\"",
        Description = "Leads, every night",
        CreatedAt = Now.AddDays(-1),
        SecretHash = "v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg",
        SecretVersion = 3,
        TokenIssuedAt = Now.AddMinutes(-3),
        PreviousSecret = new("v1.1.hash", Now.AddHours(-1), Now.AddDays(3)),
        PreviousTokenIssuedAt = Now.AddMinutes(-70),
    };

    public static Operator Operator(uint pid, uint userId = 7, OperatorStatus status = OperatorStatus.Pending) => new()
    {
        Id = OperatorId(pid, userId),
        UserName = "Ada",
        Email = "ada@partner.example",
        FirstName = "Ada",
        LastName = "Example",
        Title = "Engineer",
        PhoneNumber = "+31 20 555 0100",
        Status = status,
        IsAdministrator = true,
        PasswordHash = "a hash",
        TemporaryPasswordEndsAt = Now.AddHours(24),
        EmailProof = EmailProof.Welcomed,
        EmailLink = new("v1.1.a third hash", Now.AddDays(6)),
        PasswordLink = new("v1.1.a fifth hash", Now.AddMinutes(30)),
        SignInVersion = 3,
        AllowsPasswordSignIn = false,
        IsApiOnly = true,
        CreatedAt = Now,
        ExpiresAt = Now.AddDays(1),
        InvitedAt = Now.AddTicks(2),
        InvitationReason = "For the summer",
        InvitationHash = "v1.1.another hash",
        InvitationEndsAt = Now.AddDays(7),
        RecoveryHash = "a fourth hash",
    };

    public static Group Group(uint pid, uint number = 8) => new(AccountId.At(AccountKind.Group, pid, number, 0, 1), "On call", "At night")
    {
        Permissions =
        [
            new(GrantedObject.Partner, pid, [Permission.ReadApiUsers, Permission.RecordUsage]),
            new(GrantedObject.Operator, 7, [Permission.ManageApiUsers]),
        ],
    };

    public static EncryptedMail Mail(uint pid, string id = "0123456789abcdef0123456789abcdef") => new()
    {
        Id = id,
        OperatorId = OperatorId(pid),
        Template = MailTemplate.PasswordReset,
        Language = MailLanguage.Nl,
        Recipient = "ada@partner.example",
        KeyId = "2",
        Body = new byte[] { 1, 2, 3 },
        CreatedAt = Now,
        EndsAt = Now.AddTicks(1),
    };

    public static Session Session(uint pid) => new()
    {
        Id = AccountId.At(AccountKind.Session, pid, 7, 15, 9),
        OperatorId = OperatorId(pid),
        ApiUserId = ApiUserId(pid),
        SecretFingerprint = "a fingerprint",
        Client = "400001A0020010W0FXJM68FYVKH",
        CookieHash = "v1.1.a hash",
        CookieUsedAt = Now.AddSeconds(2),
        Address = "192.0.2.7",
        SignInVersion = 2,
        MustChangePassword = true,
        Generation = 3,
        RotatedAt = Now.AddSeconds(1),
        CreatedAt = Now,
        EndsAt = Now.AddDays(30),
    };

    public static AuditEntry Audit(AccountId subject, string key = "08de2a1b2c3d4e5f0123456789abcdef") => new()
    {
        Key = key,
        At = Now,
        Action = AuditAction.ApiUserChanged,
        Subject = subject,
        Actor = OperatorId(subject.Pid),
        Session = AccountId.At(AccountKind.Session, subject.Pid, subject.UserId, 15, 9),
        Address = "192.0.2.7",
        Changes = new([new("description", "a", "b \"quoted\"")]),
    };

    public static AuditEntry NewAudit(AccountId subject) =>
        new AuditEntries(TimeProvider.System).New(AuditAction.ApiUserChanged, subject, caller: null);

    public static AccountUsage Usage(long count, int hoursAgo = 0) => AccountUsage.None.Plus(
        [new(
            default, UtcHour.Of(Now) - hoursAgo, count, Now.AddHours(-hoursAgo), System.Collections.Immutable.ImmutableDictionary<int,
            long>.Empty.Add(404, 2))],
        Now);
}
