using System.Collections.Immutable;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Mail;

/// <summary>A mail to an operator, as it is known to whoever has it sent.</summary>
public sealed record OutgoingMail
{
    /// <summary>32 hexadecimal characters, unlike any other's.</summary>
    public required string Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required MailTemplate Template { get; init; }

    public required MailLanguage Language { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Recipient { get; init; }

    /// <summary>What the template leaves open, by name. It may hold a password, so it is never kept or logged as it is.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on it is of no use any more.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
