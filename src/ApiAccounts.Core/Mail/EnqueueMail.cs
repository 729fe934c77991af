using System.Security.Cryptography;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Sends a mail if, and only if, its change is committed. The transaction of the change writes the mail; two queue messages cause
/// it to be sent. The first is enqueued before and becomes visible later, in case this process crashes right after the transaction.
/// If nothing was changed, that message finds no mail and does nothing.
/// </summary>
public sealed partial class EnqueueMail(
    IOutbox outbox,
    MailEncryption encryption,
    MailLimit limit,
    MailMetrics metrics,
    IOptions<MailOptions> options,
    ILogger<EnqueueMail> logger)
{
    public static readonly Error NotSetUp = new(
        ErrorKind.Unavailable, "mail_not_set_up", "This request sends a mail, but no mail server is configured (Mail__SmtpHost).");

    /// <summary>The transaction has committed or failed by then.</summary>
    public static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(60);

    private const int IdLength = 32;

    public bool IsSetUp => options.Value.IsSetUp;

    public MailLanguage DefaultLanguage => options.Value.Language;

    public static string NewId() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>For a change that somebody waits for: it is refused if the address has had too many mails.</summary>
    /// <param name="change">Writes the change and the mail in one transaction. Returns false if it changed nothing.</param>
    /// <returns>Null if the change was not written; an error if it was refused.</returns>
    public async Task<Result<Unit>?> WithAsync(
        OutgoingMail mail, Func<EncryptedMail, Task<bool>> change, CancellationToken cancellationToken)
    {
        var permit = await limit.TakeAsync(mail, cancellationToken);
        if (permit.Refusal is { } tooMany) return tooMany;
        if (await AnnouncedAsync(mail, change, cancellationToken)) return new Unit();
        await limit.GiveBackAsync(permit, cancellationToken);
        return null;
    }

    /// <summary>For a mail that nobody waits for: it is dropped if the address has had too many.</summary>
    /// <param name="change">As above. It gets null if the mail is dropped.</param>
    /// <returns>Whether the change was written.</returns>
    public async Task<bool> WithOrWithoutAsync(
        OutgoingMail mail, Func<EncryptedMail?, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (await WithAsync(mail, change, cancellationToken) is not { } written) return false;
        if (written.Error is null) return true;
        metrics.Dropped();
        LogDropped(logger, mail.Template, mail.OperatorId, written.Error.Message);
        return await change(null);
    }

    private async Task<bool> AnnouncedAsync(
        OutgoingMail mail, Func<EncryptedMail, Task<bool>> change, CancellationToken cancellationToken)
    {
        var waiting = new WaitingMail(mail.OperatorId.Pid, mail.Id);
        await outbox.AnnounceAsync(waiting, SafetyNet, cancellationToken);
        if (!await change(encryption.Encrypt(mail))) return false;
        try
        {
            await outbox.AnnounceAsync(waiting, TimeSpan.Zero, cancellationToken);
        }
        catch (StorageUnavailableException exception)
        {
            LogLater(logger, mail.Id, exception);
        }
        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The mail {Template} to operator {OperatorId} was dropped: {Reason}")]
    private static partial void LogDropped(ILogger logger, MailTemplate template, AccountId operatorId, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {MailId} will be sent a minute late: the queue did not accept the message that sends it now.")]
    private static partial void LogLater(ILogger logger, string mailId, Exception exception);
}
