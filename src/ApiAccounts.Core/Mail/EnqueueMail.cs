using System.Security.Cryptography;
using ApiAccounts.Core.Kernel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Has a mail sent if, and only if, the change that it is about is made. The mail is written in the transaction of the change; two messages have it
/// sent. The first goes out before and shows itself later, should this process die right after the transaction; where nothing was
/// changed, it finds no mail and does nothing.
/// </summary>
public sealed partial class EnqueueMail(IOutbox outbox, MailEncryption sealing, IOptions<MailOptions> options, ILogger<EnqueueMail> logger)
{
    public static readonly Error NotSetUp = new(
        ErrorKind.Unavailable, "mail_not_set_up", "This needs a mail to be sent, and no mail server is set up here (Mail__SmtpHost).");

    /// <summary>By then the transaction is done, or has failed.</summary>
    public static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(60);

    private const int IdLength = 32;

    public bool IsSetUp => options.Value.IsSetUp;

    public MailLanguage DefaultLanguage => options.Value.Language;

    public static string NewId() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <param name="change">Makes the change and writes the mail, both or neither; false when it made none.</param>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> WithAsync(OutgoingMail mail, Func<EncryptedMail, Task<bool>> change, CancellationToken cancellationToken)
    {
        var waiting = new WaitingMail(mail.OperatorId.Pid, mail.Id);
        await outbox.AnnounceAsync(waiting, SafetyNet, cancellationToken);
        if (!await change(sealing.Seal(mail))) return false;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} is sent a minute later: the queue did not take the message that has it sent now.")]
    private static partial void LogLater(ILogger logger, string mailId, Exception exception);
}
