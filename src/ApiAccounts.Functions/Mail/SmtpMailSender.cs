using ApiAccounts.Core.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ApiAccounts.Functions.Mail;

/// <summary>
/// Sends mails to the configured mail server. It encrypts the connection before it sends credentials or mails. With <c>Mail__Folder</c> it
/// writes the mails to that folder instead, as <c>.eml</c> files.
/// </summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options, TimeProvider clock) : IMailSender
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task<Result<Unit>> SendAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        if (options.Value.From is not { } from) throw new MailNotSentException("No mail server is configured (Mail__SmtpHost).");
        if (!MailMessages.TryCreate(mail, from, out var message)) return Error.Invalid("The recipient's address is not deliverable.");
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await (options.Value.Folder is { } folder ? WriteAsync(message, folder, either.Token) : SendAsync(message, either.Token));
            return new Unit();
        }
        catch (SmtpCommandException exception)
            when (exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)exception.StatusCode >= 500)
        {
            return Error.Invalid(exception.Message);
        }
        catch (Exception exception) when (IsOfMailServer(exception) || limit.IsCancellationRequested)
        {
            throw new MailNotSentException("The mail server did not accept the mail.", exception);
        }
        finally
        {
            message.Dispose();
        }
    }

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient { CheckCertificateRevocation = false }; // many networks block the issuers of certificates
        await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, SecurityOf(settings), cancellationToken);
        if (settings.SmtpUserName is { } userName) await client.AuthenticateAsync(userName, settings.SmtpPassword!, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static async Task WriteAsync(MimeMessage message, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{message.MessageId}.eml");
        await message.WriteToAsync(path, cancellationToken);
    }

    private static SecureSocketOptions SecurityOf(MailOptions settings) => settings switch
    {
        { UseTls: false } => SecureSocketOptions.None,
        { SmtpPort: MailOptions.ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsOfMailServer(Exception exception) => exception
        is CommandException or ProtocolException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException
        or NotSupportedException or IOException or System.Net.Sockets.SocketException;
}
