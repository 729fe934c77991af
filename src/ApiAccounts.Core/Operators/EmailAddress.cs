namespace ApiAccounts.Core.Operators;

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
}
