using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Sets a generated password for an operator and sends it by mail only.</summary>
public sealed class MailTemporaryPassword(PasswordHashing hashing, EnqueueMail enqueue, TimeProvider clock)
{
    /// <summary>Whether mails can be sent.</summary>
    public bool IsSetUp => enqueue.IsSetUp;

    internal Task<Result<TemporaryPassword>> NewAsync(Operator @operator, CancellationToken cancellationToken) =>
        TemporaryPassword.NewAsync(@operator, hashing, cancellationToken);

    /// <summary>Sets an operator's password and mails it, in one transaction.</summary>
    /// <param name="write">Writes the operator and the mail in one transaction. Returns false if it wrote neither.</param>
    /// <returns>The operator as written; null if it was not written; an error if its address has had too many mails.</returns>
    internal async Task<Result<Operator>?> ExecuteAsync(
        MailTemplate template,
        Versioned<Operator> current,
        TemporaryPassword password,
        Func<Versioned<Operator>, EncryptedMail, Task<bool>> write,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var endsAt = now + TemporaryPassword.Lifetime;
        var withPassword = current.Value.WithPassword(password.Hash, endsAt) with
        {
            PasswordCeiling = current.Value.EmailCeiling,
            EmailProof = current.Value.EmailProof == EmailProof.Confirmed ? EmailProof.Confirmed : EmailProof.Welcomed,
        };
        var changed = current with { Value = withPassword };
        var mail = enqueue.MailTo(changed.Value, template, now, endsAt, ("password", password.Text));
        var written = await enqueue.WithAsync(mail, encrypted => write(changed, encrypted), cancellationToken);
        return written?.Then(_ => Result.Of(changed.Value));
    }
}
