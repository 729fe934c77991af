using System.Net;
using System.Net.Mail;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Mail;

/// <summary>
/// Sends mails to the mail server of the settings, over a connection that is encrypted with STARTTLS before anything is told on it; or, with
/// <c>Mail__Folder</c>, writes them there as <c>.eml</c> files.
/// </summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options, TimeProvider clock) : IMailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<Result<Done>> SendAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        if (options.Value.From is not { } from) throw new MailNotSentException("No mail server is set up here (Mail__SmtpHost).");
        if (!MailMessages.TryMake(mail, from, out var message)) return Error.Invalid("It is no e-mail address that a mail can be sent to.");
        using (message)
        using (var limit = new CancellationTokenSource(Patience, clock))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token))
        using (var client = NewClient(options.Value))
        {
            try
            {
                await client.SendMailAsync(message, either.Token);
                return new Done();
            }
            catch (SmtpFailedRecipientException exception) when ((int)exception.StatusCode >= 500)
            {
                return Error.Invalid(exception.Message);
            }
            catch (Exception exception) when (exception is SmtpException or IOException || limit.IsCancellationRequested)
            {
                throw new MailNotSentException("The mail server did not take it.", exception);
            }
        }
    }

    private static SmtpClient NewClient(MailOptions options)
    {
        if (options.Folder is { } folder)
        {
            return new()
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = Directory.CreateDirectory(folder).FullName,
            };
        }
        return new(options.SmtpHost, options.SmtpPort)
        {
            EnableSsl = options.UseTls,
            Credentials = options.SmtpUserName is null ? null : new NetworkCredential(options.SmtpUserName, options.SmtpPassword),
        };
    }
}
