using System.Text.RegularExpressions;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Prepares a name for a mail. Whoever may choose it must not be able to write the mail with it: it is short, on one line, in quotation
/// marks, and holds nothing that a mail program would turn into a link.
/// </summary>
internal static partial class MailName
{
    /// <summary>Characters (UTF-16 code units), without the quotation marks.</summary>
    public const int MaxLength = 64;

    /// <summary>Returns the name in quotation marks, for the text of a mail.</summary>
    public static string Quoted(string name) => $"\"{Plain(name)}\"";

    /// <summary>Returns the name without quotation marks, for a header.</summary>
    public static string Plain(string name)
    {
        var seen = string.Concat(name.Select(character => UnseenCharacter.In(character.ToString()) is null
            || char.IsSurrogate(character) ? character : ' '));
        var unlinked = Joint().Replace(seen.Replace('"', '\'').Replace("://", " ", StringComparison.Ordinal), "$1 ");
        return Shortened(Blanks().Replace(unlinked, " ").Trim());
    }

    private static string Shortened(string text)
    {
        if (text.Length <= MaxLength) return text;
        var length = MaxLength - 1;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + '…';
    }

    /// <summary>Punctuation that joins two words of an address: a space after it leaves no link.</summary>
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])([.:/\\@]+)(?=[\p{L}\p{N}])")]
    private static partial Regex Joint();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
