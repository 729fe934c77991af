using System.Security.Cryptography;

namespace ApiAccounts.Tools;

/// <summary>Passwords of operators, by the product's own rule.</summary>
public static class Password
{
    public const string Rule = "12 to 40 characters, the first and the last a letter or digit, "
        + "with at least one upper-case letter, lower-case letter, digit and special character other than ':'";

    public static bool IsAcceptable(string text) =>
        text.Length is >= 12 and <= 40
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit)
        && text.Any(character => !char.IsAsciiLetterOrDigit(character) && character != ':');

    /// <summary>Four groups of five characters that cannot be mistaken for each other: about 115 random bits.</summary>
    public static string Generate()
    {
        const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        while (true)
        {
            var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
            if (IsAcceptable(password)) return password;
        }
    }
}
