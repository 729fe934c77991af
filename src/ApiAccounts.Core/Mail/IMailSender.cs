namespace ApiAccounts.Core.Mail;

/// <summary>Sends a mail by a mail server or to a folder.</summary>
public interface IMailSender
{
    /// <returns>An error if the recipient is permanently refused. A retry is useless then.</returns>
    /// <exception cref="MailNotSentException">The mail could not be sent now.</exception>
    Task<Result<Unit>> SendAsync(ComposedMail mail, CancellationToken cancellationToken);
}
