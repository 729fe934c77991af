using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Operators;

/// <summary>Gives an operator a password that the system makes, which it is told by mail and nowhere else.</summary>
public sealed class MailTemporaryPassword(PasswordHashing hashing, PostMail post, TimeProvider clock)
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
        Stored<Operator> current,
        TemporaryPassword password,
        Func<Stored<Operator>, SealedMail, Task<bool>> write,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var endsAt = now + TemporaryPassword.Lifetime;
        var changed = current with { Value = current.Value.WithPassword(password.Hash, endsAt) };
        var mail = new OutgoingMail
        {
            Id = PostMail.NewId(),
            OperatorId = changed.Value.Id,
            Template = template,
            Language = LanguageOf(changed.Value),
            Recipient = changed.Value.Email,
            Values = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                new("name", changed.Value.FullName is { Length: > 0 } name ? name : changed.Value.UserName),
                new("userName", changed.Value.UserName),
                new("password", password.Text),
                KeyValuePair.Create("endsAt", endsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ]),
            CreatedAt = now,
            EndsAt = endsAt,
        };
        return await post.WithAsync(mail, sealedMail => write(changed, sealedMail), cancellationToken) ? changed.Value : null;
    }

    /// <summary>That of the culture which a client of the Uptrends dialect gave it, as <c>nl-NL</c>.</summary>
    private MailLanguage LanguageOf(Operator @operator) =>
        UptrendsFields.Read(@operator.UptrendsFields).TryGetValue("CultureName", out var culture)
        && culture.ValueKind == JsonValueKind.String && culture.GetString()!.StartsWith("nl", StringComparison.OrdinalIgnoreCase)
            ? MailLanguage.Nl
            : post.DefaultLanguage;
}
