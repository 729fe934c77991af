using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Gives an operator a password that the system makes, which it is told by mail and nowhere else.</summary>
public sealed class MailTemporaryPassword(PasswordHashing hashing, EnqueueMail post, TimeProvider clock)
{
    /// <summary>Whether mails can be sent.</summary>
    public bool IsSetUp => post.IsSetUp;

    internal Task<Result<TemporaryPassword>> NewAsync(Operator @operator, CancellationToken cancellationToken) =>
        TemporaryPassword.NewAsync(@operator, hashing, cancellationToken);

    /// <summary>Gives an operator a password and tells it, both or neither.</summary>
    /// <param name="write">Writes the operator and the mail, both or neither; false when it wrote neither.</param>
    /// <returns>The operator as it was written; null when it was not.</returns>
    internal async Task<Operator?> ExecuteAsync(
        MailTemplate template,
        Versioned<Operator> current,
        TemporaryPassword password,
        Func<Versioned<Operator>, EncryptedMail, Task<bool>> write,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var endsAt = now + TemporaryPassword.Lifetime;
        var changed = current with { Value = current.Value.WithPassword(password.Hash, endsAt) };
        var mail = post.MailTo(changed.Value, template, now, endsAt, ("password", password.Text));
        return await post.WithAsync(mail, encrypted => write(changed, encrypted), cancellationToken) ? changed.Value : null;
    }
}
