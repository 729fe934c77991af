using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Mail;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of operators over a store in memory that can be made to fail, at <see cref="Known.Now"/>.</summary>
internal sealed class OperatorUseCases : IDisposable
{
    private readonly SecretHasher secrets = new(Known.Peppers(("1", Known.Pepper1)), NullLogger<SecretHasher>.Instance);
    private readonly MailSealing sealing = new(Known.Peppers(("1", Known.Pepper1)));
    private readonly IOptions<MailOptions> mailOptions;

    /// <param name="mail">How mails are sent; not at all unless given.</param>
    /// <param name="page">What invitations lead to; null for none.</param>
    public OperatorUseCases(
        int iterations = 10, BootstrapOptions? bootstrap = null, CrashingOperatorStore? store = null, MailOptions? mail = null, string? page = "https://saas.example/invitation")
    {
        var rows = new InMemoryOperatorStore(AFeed.InMemory(Clock));
        Store = store ?? new(rows);
        Groups = rows;
        Roles = rows;
        Grants = new(rows, rows);
        Outbox = new(rows) { Now = Clock.GetUtcNow };
        Warnings = new(rows);
        ApiUsers = new(AFeed.InMemory(Clock));
        mailOptions = Options.Create(mail ?? new MailOptions());
        Passwords = new(Options.Create(new PasswordsOptions { Iterations = iterations, MaxWaitingHashes = 1_000 }));
        var temporary = TemporaryFrom(Passwords);
        Invitation = InvitationFrom(page);
        var expiries = new ExpiryDeadlines(Deadlines, Clock);
        Create = new(Store, Groups, Roles, Passwords, temporary, Invitation, expiries, new AuditEntries(Clock), Clock, Options.Create(new AccountsOptions()));
        Attempts = new(Tallies, Store, Trail, new AuditEntries(Clock), Clock);
        SignIn = new(Store, Grants, Passwords, Attempts, Create, Clock);
        Add = new(Store, Groups, Create);
        Change = new(Store, Groups, Grants, Passwords, expiries, new AuditEntries(Clock), Clock);
        Delete = new(Store, Grants, Ended, new AuditEntries(Clock));
        DeleteAll = new(Store, Grants, Ended, new AuditEntries(Clock));
        Authorization = new(Store, new AuditEntries(Clock));
        Update = new(Store, Passwords, Attempts, new AuditEntries(Clock), Clock);
        Reset = new(Store, Grants, temporary, new AuditEntries(Clock));
        Invite = new(Roles, Create, Invitation, Clock);
        Resend = new(Store, Grants, Invitation, new AuditEntries(Clock));
        Withdraw = new(Store, Grants, Ended, new AuditEntries(Clock));
        Accept = new(Store, secrets, Passwords, new AuditEntries(Clock), Clock);
        Invitations = new(Store);
        FindInvitation = new(Store);
        Purge = new(Deadlines, Store, Ended, new AuditEntries(Clock), Clock);
        Warn = new(Deadlines, Warnings, Store, ApiUsers, Post, new AuditEntries(Clock), Clock, WarnLog);
        Send = new(Outbox, Mails, sealing, new AuditEntries(Clock), Clock, SendLog);
        Bootstrap = new(Store, Create, Options.Create(bootstrap ?? new BootstrapOptions()));
    }

    public FakeClock Clock { get; } = new(Known.Now);

    public CrashingOperatorStore Store { get; }

    public IGroupStore Groups { get; }

    public IRoleStore Roles { get; }

    public OperatorGrants Grants { get; }

    public WatchedOutbox Outbox { get; }

    public InMemoryDeadlineStore Deadlines { get; } = new();

    public CrashingExpiryWarnings Warnings { get; }

    public InMemoryApiUsers ApiUsers { get; }

    public KeptMails Mails { get; } = new();

    public FakeLogger<SendMail> SendLog { get; } = new();

    public PasswordHashing Passwords { get; }

    public CreateOperator Create { get; }

    public InMemorySignInTallyStore Tallies { get; } = new();

    public InMemoryAudit Trail { get; } = new();

    public SignInAttempts Attempts { get; }

    public SignInOperator SignIn { get; }

    public InMemoryEndedOperators Ended { get; } = new();

    public AddOperator Add { get; }

    public ChangeOperator Change { get; }

    public DeleteOperator Delete { get; }

    public DeleteOperators DeleteAll { get; }

    public ChangeAuthorization Authorization { get; }

    public UpdatePassword Update { get; }

    public ResetPassword Reset { get; }

    public MailInvitation Invitation { get; }

    public InviteOperator Invite { get; }

    public ResendInvitation Resend { get; }

    public WithdrawInvitation Withdraw { get; }

    public AcceptInvitation Accept { get; }

    public ListInvitations Invitations { get; }

    public GetInvitation FindInvitation { get; }

    public PurgeInvitations Purge { get; }

    public WarnOfExpiry Warn { get; }

    public FakeLogger<WarnOfExpiry> WarnLog { get; } = new();

    public SendMail Send { get; }

    public BootstrapFirstPartner Bootstrap { get; }

    private PostMail Post => new(Outbox, sealing, mailOptions, new FakeLogger<PostMail>());

    /// <summary>Where mails can be sent: how does not matter, since <see cref="Mails"/> keeps them.</summary>
    public static OperatorUseCases WithMail(CrashingOperatorStore? store = null) => new(store: store, mail: new() { SmtpHost = "mail.example", From = "accounts@example.com" });

    public MailTemporaryPassword TemporaryFrom(PasswordHashing passwords) => new(passwords, Post, Clock);

    /// <param name="page">Null for none.</param>
    public MailInvitation InvitationFrom(string? page) => new(secrets, Post, Deadlines, Clock, Options.Create(new InvitationsOptions { Page = page }));

    /// <summary>Works off the messages that have mails sent, as the queue would, once they have shown themselves.</summary>
    public async Task SendMailsAsync()
    {
        foreach (var message in Outbox.TakeVisible(Clock.GetUtcNow())) await Send.ExecuteAsync(message, default);
    }

    public void Dispose() => Passwords.Dispose();
}
