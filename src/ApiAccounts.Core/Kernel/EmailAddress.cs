namespace ApiAccounts.Core.Kernel;

/// <summary>What passes for an e-mail address: one @ with something on both sides, nothing that could end a line or a header.</summary>
public static class EmailAddress
{
    /// <summary>Characters, as RFC 5321 allows in a path.</summary>
    public const int MaxLength = 254;

    public static bool IsValid(string text) =>
        text.Length <= MaxLength
        && text.Count(character => character == '@') == 1
        && text[0] != '@' && text[^1] != '@'
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));

    /// <summary>Whether it is one that every mail server takes: its mailbox in ASCII (the domain need not be) and of characters that need no quotes.</summary>
    public static bool IsPlain(string text) =>
        IsValid(text) && text[..text.IndexOf('@', StringComparison.Ordinal)] is var mailbox
        && !mailbox.StartsWith('.') && !mailbox.EndsWith('.') && !mailbox.Contains("..", StringComparison.Ordinal)
        && mailbox.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".Contains(character, StringComparison.Ordinal));
}
