using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>
/// Checks whether a mail can reach an address: its mailbox is ASCII and needs no quotes (RFC 5321, Dot-string), and its domain consists of
/// labels that DNS can hold. The domain may be non-ASCII. A domain of one label is valid, because some networks have their own.
/// </summary>
public static class EmailAddress
{
    /// <summary>The maximum length in characters, as RFC 5321 sets for a path.</summary>
    public const int MaxLength = 254;

    private const int MaxMailboxLength = 64;
    private const int MaxLabelLength = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <returns>Null if the address is valid.</returns>
    public static Error? Check(string text) => text switch
    {
        _ when text.Length <= MaxLength && UnseenCharacter.In(text) is { } unseen =>
            Error.Invalid($"The e-mail address must not contain {unseen}.", "email"),
        _ when !IsValid(text) =>
            Error.Invalid($"The e-mail address must be a valid address of at most {MaxLength} characters.", "email"),
        _ => null,
    };

    public static bool IsValid(string text)
    {
        if (text.Length > MaxLength || UnseenCharacter.In(text) is not null) return false; // the mapping of domains drops some of them
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && IsMailbox(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    /// <summary>
    /// Returns what all spellings of a mailbox have in common, for counting mails: lower case, without a tag (RFC 5233: <c>+…</c>), and
    /// with the domain in ASCII.
    /// </summary>
    /// <param name="address">An address that need not be valid.</param>
    public static string MailboxOf(string address)
    {
        if (!IsValid(address)) return address.ToLowerInvariant();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var tag = address.IndexOf('+', 1);
        return $"{address[..(tag > 0 && tag < at ? tag : at)]}@{Idn.GetAscii(address[(at + 1)..])}".ToLowerInvariant();
    }

    private static bool IsMailbox(string mailbox) =>
        mailbox.Length <= MaxMailboxLength && !mailbox.StartsWith('.') && !mailbox.EndsWith('.')
        && !mailbox.Contains("..", StringComparison.Ordinal)
        && mailbox.All(character =>
            char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".Contains(character, StringComparison.Ordinal));

    private static bool IsDomain(string domain)
    {
        try
        {
            return domain.Length > 0 && Idn.GetAscii(domain).Split('.').All(IsLabel);
        }
        catch (ArgumentException) // a character or a form that no domain has
        {
            return false;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && !label.StartsWith('-') && !label.EndsWith('-')
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
