namespace ApiAccounts.Core.Mail;

/// <summary>A mail as it is read. Not a record, which would show a password where it is written out.</summary>
public sealed class ComposedMail
{
    /// <summary>What its Message-ID is made of: the same each time that this mail is sent.</summary>
    public required string Id { get; init; }

    public required string Recipient { get; init; }

    /// <summary>May be empty, and may hold any characters.</summary>
    public required string RecipientName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>The same as <see cref="Text"/> in HTML.</summary>
    public required string Html { get; init; }
}
