using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Sends a mail from the outbox and removes it. After a crash in between, it is sent again with the same Message-ID.
/// </summary>
public sealed partial class SendMail(
    IOutbox outbox, IMailSender sender, MailEncryption encryption, AuditEntries audit, TimeProvider clock, ILogger<SendMail> logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <param name="message">A message from <see cref="OutgoingMailMessage"/>. Any other message is logged and dropped.</param>
    public async Task ExecuteAsync(string message, CancellationToken cancellationToken)
    {
        if (!OutgoingMailMessage.Read(message).TryGet(out var waiting, out var error)) LogUnreadable(logger, error.Message);
        else if (await outbox.FindAsync(waiting, cancellationToken) is { } found) await SendAsync(waiting, found, cancellationToken);
    }

    private async Task SendAsync(WaitingMail waiting, Versioned<EncryptedMail> found, CancellationToken cancellationToken)
    {
        var (mail, now) = (found.Value, clock.GetUtcNow());
        if (now >= mail.EndsAt)
        {
            LogTooLate(logger, mail.Id, mail.Template, mail.OperatorId);
            await outbox.RemoveAsync(found, audit: null, cancellationToken);
            return;
        }
        try
        {
            var sent = await sender.SendAsync(MailTexts.Compose(encryption.Decrypt(mail)), cancellationToken);
            if (sent.Error is { } refusal) LogRefused(logger, mail.Id, mail.Template, mail.OperatorId, refusal.Message);
            else LogSent(logger, mail.Id, mail.Template, mail.OperatorId);
            await outbox.RemoveAsync(found, sent.Error is null ? null : Refused(mail), cancellationToken);
        }
        catch (MailNotSentException exception)
        {
            // A new message, because the queue's own retries stop long before the mail expires.
            // The wait grows with the age of the mail.
            var wait = TimeSpan.FromTicks(Math.Clamp((now - mail.CreatedAt).Ticks / 4, ShortestWait.Ticks, LongestWait.Ticks));
            LogNotSent(logger, mail.Id, mail.Template, mail.OperatorId, wait, exception);
            await outbox.AnnounceAsync(waiting, wait, cancellationToken);
        }
    }

    private AuditEntry Refused(EncryptedMail mail) =>
        audit.New(
            AuditAction.MailRefused,
            mail.OperatorId,
            caller: null,
            AuditChange.Set("template", mail.Template.ToString()),
            AuditChange.Set("recipient", mail.Recipient));

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the queue outgoing-mail was rejected: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} ({Template}) to operator {OperatorId} was sent.")]
    private static partial void LogSent(ILogger logger, string mailId, MailTemplate template, AccountId operatorId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {MailId} ({Template}) to operator {OperatorId} expired before it could be sent. It was dropped.")]
    private static partial void LogTooLate(ILogger logger, string mailId, MailTemplate template, AccountId operatorId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {MailId} ({Template}) to operator {OperatorId} was permanently refused. It was dropped: {Reason}")]
    private static partial void LogRefused(ILogger logger, string mailId, MailTemplate template, AccountId operatorId, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Mail {MailId} ({Template}) to operator {OperatorId} could not be sent. The next attempt is in {Wait}.")]
    private static partial void LogNotSent(
        ILogger logger, string mailId, MailTemplate template, AccountId operatorId, TimeSpan wait, Exception exception);
}
