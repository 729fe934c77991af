using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>
/// Finds characters that a reader does not see, or that change the direction of others: Unicode categories Cc, Cf, Zl, Zp and Cs. With
/// them, two texts that differ look alike.
/// </summary>
internal static class UnseenCharacter
{
    /// <summary>The Unicode names of those that occur most.</summary>
    private static readonly Dictionary<int, string> Names = new()
    {
        [0x00AD] = "SOFT HYPHEN",
        [0x061C] = "ARABIC LETTER MARK",
        [0x180E] = "MONGOLIAN VOWEL SEPARATOR",
        [0x200B] = "ZERO WIDTH SPACE",
        [0x200C] = "ZERO WIDTH NON-JOINER",
        [0x200D] = "ZERO WIDTH JOINER",
        [0x200E] = "LEFT-TO-RIGHT MARK",
        [0x200F] = "RIGHT-TO-LEFT MARK",
        [0x2028] = "LINE SEPARATOR",
        [0x2029] = "PARAGRAPH SEPARATOR",
        [0x202A] = "LEFT-TO-RIGHT EMBEDDING",
        [0x202B] = "RIGHT-TO-LEFT EMBEDDING",
        [0x202C] = "POP DIRECTIONAL FORMATTING",
        [0x202D] = "LEFT-TO-RIGHT OVERRIDE",
        [0x202E] = "RIGHT-TO-LEFT OVERRIDE",
        [0x2060] = "WORD JOINER",
        [0x2066] = "LEFT-TO-RIGHT ISOLATE",
        [0x2067] = "RIGHT-TO-LEFT ISOLATE",
        [0x2068] = "FIRST STRONG ISOLATE",
        [0x2069] = "POP DIRECTIONAL ISOLATE",
        [0xFEFF] = "ZERO WIDTH NO-BREAK SPACE",
    };

    /// <returns>The first one, such as <c>U+202E (RIGHT-TO-LEFT OVERRIDE)</c>; null if there is none.</returns>
    public static string? In(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, index); // of both halves of a pair, at the first
            var isPair = char.IsSurrogatePair(text, index);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
                return Describe(isPair ? char.ConvertToUtf32(text, index) : text[index], category);
            if (isPair) index++;
        }
        return null;
    }

    private static string Describe(int character, UnicodeCategory category)
    {
        var kind = Names.GetValueOrDefault(character) ?? category switch
        {
            UnicodeCategory.Control => "a control character",
            UnicodeCategory.Surrogate => "half of a character",
            _ => "an invisible character",
        };
        return string.Create(CultureInfo.InvariantCulture, $"U+{character:X4} ({kind})");
    }
}
