using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Sends a mail that waits, and takes it out of the outbox. Who dies in between has it sent again: it is the same mail then, by its Message-ID.
/// </summary>
public sealed partial class SendMail(
    IOutbox outbox, IMailSender sender, MailEncryption sealing, AuditEntries audit, TimeProvider clock, ILogger<SendMail> logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <param name="message">As <see cref="OutgoingMailMessage"/> writes it; another one is logged and left at that.</param>
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
            var sent = await sender.SendAsync(MailTexts.Compose(sealing.Open(mail)), cancellationToken);
            if (sent.Error is { } refusal) LogRefused(logger, mail.Id, mail.Template, mail.OperatorId, refusal.Message);
            else LogSent(logger, mail.Id, mail.Template, mail.OperatorId);
            await outbox.RemoveAsync(found, sent.Error is null ? null : Refused(mail), cancellationToken);
        }
        catch (MailNotSentException exception)
        {
            // By a message of its own and not by the queue's retries, which end long before the mail does: the longer it has waited, the longer it waits.
            var wait = TimeSpan.FromTicks(Math.Clamp((now - mail.CreatedAt).Ticks / 4, ShortestWait.Ticks, LongestWait.Ticks));
            LogNotSent(logger, mail.Id, mail.Template, mail.OperatorId, wait, exception);
            await outbox.AnnounceAsync(waiting, wait, cancellationToken);
        }
    }

    private AuditEntry Refused(EncryptedMail mail) =>
        audit.New(AuditAction.MailRefused, mail.OperatorId, caller: null, $"{mail.Template} to {mail.Recipient}");

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the queue outgoing-mail was refused: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} ({Template}) to operator {OperatorId} was sent.")]
    private static partial void LogSent(ILogger logger, string mailId, MailTemplate template, AccountId operatorId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} ({Template}) to operator {OperatorId} was not sent in time, and dropped.")]
    private static partial void LogTooLate(ILogger logger, string mailId, MailTemplate template, AccountId operatorId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} ({Template}) to operator {OperatorId} was refused for good, and dropped: {Reason}")]
    private static partial void LogRefused(ILogger logger, string mailId, MailTemplate template, AccountId operatorId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {MailId} ({Template}) to operator {OperatorId} could not be sent, and is tried again in {Wait}.")]
    private static partial void LogNotSent(ILogger logger, string mailId, MailTemplate template, AccountId operatorId, TimeSpan wait, Exception exception);
}
