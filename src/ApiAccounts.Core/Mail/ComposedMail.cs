namespace ApiAccounts.Core.Mail;

/// <summary>A mail in its final form. Not a record: its <c>ToString</c> would reveal a password.</summary>
public sealed class ComposedMail
{
    /// <summary>The base of its Message-ID: the same each time this mail is sent.</summary>
    public required string Id { get; init; }

    public required string Recipient { get; init; }

    /// <summary>May be empty and may contain any characters.</summary>
    public required string RecipientName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary><see cref="Text"/> in HTML.</summary>
    public required string Html { get; init; }
}
