using System.Collections.Immutable;

namespace ApiAccounts.Core.Mail;

/// <summary>A mail to an operator, in plain text, as its creator and its sender see it.</summary>
public sealed record OutgoingMail
{
    /// <summary>Unique: 32 hexadecimal characters.</summary>
    public required string Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required MailTemplate Template { get; init; }

    public required MailLanguage Language { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Recipient { get; init; }

    /// <summary>The values for the placeholders of the template, by name. They may include a password: never store or log them.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first instant at which the mail is no longer of use.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
