using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Mail;

/// <summary>Hands a mail over to whatever delivers it.</summary>
public interface IMailSender
{
    /// <returns>An error when the recipient is refused for good, so that there is no use in trying again.</returns>
    /// <exception cref="MailNotSentException">It could not be sent now.</exception>
    Task<Result<Unit>> SendAsync(ComposedMail mail, CancellationToken cancellationToken);
}
