using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;
using ApiAccounts.Core.Roles;
using ApiAccounts.Storage.InMemory;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of operators over a store in memory that can be made to fail, at <see cref="Known.Now"/>.</summary>
internal sealed class OperatorUseCases : IDisposable
{
    private readonly MailSealing sealing = new(Known.Peppers(("1", Known.Pepper1)));
    private readonly IOptions<MailOptions> mailOptions;

    /// <param name="mail">How mails are sent; not at all unless given.</param>
    public OperatorUseCases(
        int iterations = 10, BootstrapOptions? bootstrap = null, CrashingOperatorStore? store = null, MailOptions? mail = null)
    {
        var rows = new InMemoryOperatorStore(AFeed.InMemory(Clock));
        Store = store ?? new(rows);
        Groups = rows;
        Roles = rows;
        Grants = new(rows, rows);
        Outbox = new(rows) { Now = Clock.GetUtcNow };
        mailOptions = Options.Create(mail ?? new MailOptions());
        Passwords = new(Options.Create(new PasswordsOptions { Iterations = iterations, MaxWaitingHashes = 1_000 }));
        var temporary = TemporaryFrom(Passwords);
        Create = new(Store, Groups, Roles, Passwords, temporary, new AuditEntries(Clock), Clock, Options.Create(new AccountsOptions()));
        Attempts = new(Tallies, Store, Trail, new AuditEntries(Clock), Clock);
        SignIn = new(Store, Grants, Passwords, Attempts, Create, Clock);
        Add = new(Store, Groups, Create);
        Change = new(Store, Groups, Grants, Passwords, new AuditEntries(Clock));
        Delete = new(Store, Grants, Ended, new AuditEntries(Clock));
        DeleteAll = new(Store, Grants, Ended, new AuditEntries(Clock));
        Authorization = new(Store, new AuditEntries(Clock));
        Update = new(Store, Passwords, Attempts, new AuditEntries(Clock), Clock);
        Reset = new(Store, Grants, temporary, new AuditEntries(Clock));
        Send = new(Outbox, Mails, sealing, new AuditEntries(Clock), Clock, SendLog);
        Bootstrap = new(Store, Create, Options.Create(bootstrap ?? new BootstrapOptions()));
    }

    public ManualTimeProvider Clock { get; } = new(Known.Now);

    public CrashingOperatorStore Store { get; }

    public IGroupStore Groups { get; }

    public IRoleStore Roles { get; }

    public OperatorGrants Grants { get; }

    public WatchedOutbox Outbox { get; }

    public KeptMails Mails { get; } = new();

    public KeptLog<SendMail> SendLog { get; } = new();

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

    public SendMail Send { get; }

    public BootstrapFirstPartner Bootstrap { get; }

    /// <summary>Where mails can be sent: how does not matter, since <see cref="Mails"/> keeps them.</summary>
    public static OperatorUseCases WithMail(CrashingOperatorStore? store = null) => new(store: store, mail: new() { SmtpHost = "mail.example", From = "accounts@example.com" });

    public MailTemporaryPassword TemporaryFrom(PasswordHashing passwords) =>
        new(passwords, new(Outbox, sealing, mailOptions, new KeptLog<PostMail>()), Clock);

    /// <summary>Works off the messages that have mails sent, as the queue would, once they have shown themselves.</summary>
    public async Task SendMailsAsync()
    {
        foreach (var message in Outbox.TakeVisible(Clock.GetUtcNow())) await Send.ExecuteAsync(message, default);
    }

    public void Dispose() => Passwords.Dispose();
}
