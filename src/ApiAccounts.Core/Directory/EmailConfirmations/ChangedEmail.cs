using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.EmailConfirmations;

/// <summary>
/// Writes a changed operator. If its e-mail address is another, that address is unconfirmed and gets the link that confirms it, and the
/// previous one is told, if it was confirmed. Nothing that was mailed to the previous address works any longer.
/// </summary>
public sealed class ChangedEmail(MailEmailConfirmation confirmation, EnqueueMail enqueue, TimeProvider clock)
{
    /// <summary>How long the notice is of use.</summary>
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(7);

    /// <param name="write">Writes the operator and its mails in one transaction. Returns false if it wrote nothing.</param>
    /// <returns>The operator as written; null if it was not written.</returns>
    internal async Task<Result<Operator>?> WriteAsync(
        Operator before, Versioned<Operator> changed, Func<OperatorMail, Task<bool>> write, CancellationToken cancellationToken)
    {
        if (changed.Value.Email == before.Email) return await write(new(changed)) ? (Result<Operator>?)changed.Value : null;
        var unconfirmed = changed with
        {
            Value = changed.Value with { EmailProof = EmailProof.Unconfirmed, EmailLink = null, PasswordLink = null },
        };

        // Whoever is invited confirms the address by accepting the invitation, which has to be sent again.
        if (before.Status != OperatorStatus.Invited && confirmation.Refusal is null)
        {
            return await confirmation.ExecuteAsync(
                unconfirmed,
                (asked, mail) => WithNoticeAsync(before, new(asked) { Mail = mail }, write, cancellationToken),
                cancellationToken);
        }
        return await WithNoticeAsync(before, new(unconfirmed), write, cancellationToken) ? (Result<Operator>?)unconfirmed.Value : null;
    }

    private async Task<bool> WithNoticeAsync(
        Operator before, OperatorMail written, Func<OperatorMail, Task<bool>> write, CancellationToken cancellationToken)
    {
        if (!enqueue.IsSetUp || before.EmailProof != EmailProof.Confirmed || before.Status == OperatorStatus.Invited)
            return await write(written);
        var now = clock.GetUtcNow();
        var notice = enqueue.MailTo(
            before, MailTemplate.EmailChanged, now, now + NoticeLifetime, ("email", written.Operator.Value.Email));
        return await enqueue.WithOrWithoutAsync(notice, encrypted => write(written with { Notice = encrypted }), cancellationToken);
    }
}

/// <summary>An operator to write with the mails to both of its addresses.</summary>
/// <param name="Operator">The new value, with the version that must still be current.</param>
internal sealed record OperatorMail(Versioned<Operator> Operator)
{
    /// <summary>To its present address; null for none.</summary>
    public EncryptedMail? Mail { get; init; }

    /// <summary>To its previous address; null for none.</summary>
    public EncryptedMail? Notice { get; init; }
}
