using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.EmailConfirmations;

/// <summary>
/// Mails a link to an unconfirmed e-mail address, by which its owner confirms it. The link works once, for 7 days, and revokes the
/// previous one.
/// </summary>
public sealed class MailEmailConfirmation(MailedLinks links, MailedPages pages, EnqueueMail enqueue, TimeProvider clock)
{
    private const string Purpose = "email";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly Error NoPage = new(
        ErrorKind.Unavailable,
        "email_confirmation_page_not_set_up",
        "This request mails a confirmation link, but no page for it is configured (Pages__EmailConfirmation).");

    /// <summary>Null if links can be mailed.</summary>
    public Error? Refusal => !enqueue.IsSetUp ? EnqueueMail.NotSetUp : pages.EmailConfirmation is null ? NoPage : null;

    /// <summary>Gives an operator a link and mails it, in one transaction.</summary>
    /// <param name="write">Writes the operator and the mail in one transaction. Returns false if it wrote neither.</param>
    /// <returns>The operator as written; null if it was not written; an error if its address has had too many mails.</returns>
    internal async Task<Result<Operator>?> ExecuteAsync(
        Versioned<Operator> current, Func<Versioned<Operator>, EncryptedMail, Task<bool>> write, CancellationToken cancellationToken)
    {
        var (asked, mail) = Ask(current);
        var written = await enqueue.WithAsync(mail, encrypted => write(asked, encrypted), cancellationToken);
        return written?.Then(_ => Result.Of(asked.Value));
    }

    /// <summary>As above, but without a link and a mail if the address has had too many mails.</summary>
    internal async Task<Operator?> ExecuteOrSkipAsync(
        Versioned<Operator> current, Func<Versioned<Operator>, EncryptedMail?, Task<bool>> write, CancellationToken cancellationToken)
    {
        var (asked, mail) = Ask(current);
        var written = current;
        return await enqueue.WithOrWithoutAsync(mail, WriteAsync, cancellationToken) ? written.Value : null;

        Task<bool> WriteAsync(EncryptedMail? encrypted)
        {
            written = encrypted is null ? current : asked;
            return write(written, encrypted);
        }
    }

    private (Versioned<Operator> Asked, OutgoingMail Mail) Ask(Versioned<Operator> current)
    {
        var (token, stored) = links.New(current.Value.Id, Purpose, Lifetime);
        var asked = current with { Value = current.Value with { EmailLink = stored } };
        var mail = enqueue.MailTo(
            asked.Value,
            MailTemplate.EmailConfirmation,
            clock.GetUtcNow(),
            stored.EndsAt,
            ("email", asked.Value.Email),
            ("link", $"{pages.EmailConfirmation}#{token}"));
        return (asked, mail);
    }
}
