namespace ApiAccounts.Core.Kernel;

/// <summary>Checks e-mail addresses: one @ with text on both sides, and no character that could end a line or a header.</summary>
public static class EmailAddress
{
    /// <summary>The maximum length in characters, as RFC 5321 sets for a path.</summary>
    public const int MaxLength = 254;

    public static bool IsValid(string text) =>
        text.Length <= MaxLength
        && text.Count(character => character == '@') == 1
        && text[0] != '@' && text[^1] != '@'
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));

    /// <summary>
    /// Whether every mail server accepts the address: its mailbox is ASCII and needs no quotes. The domain may be non-ASCII.
    /// </summary>
    public static bool IsPlain(string text) =>
        IsValid(text) && text[..text.IndexOf('@', StringComparison.Ordinal)] is var mailbox
        && !mailbox.StartsWith('.') && !mailbox.EndsWith('.') && !mailbox.Contains("..", StringComparison.Ordinal)
        && mailbox.All(character =>
            char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".Contains(character, StringComparison.Ordinal));
}
