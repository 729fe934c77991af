using System.Globalization;
using System.Text;

namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>
/// Disarms texts that a spreadsheet would run as a formula. An apostrophe precedes each place where a cell could begin and a formula
/// follows: the start of the text, and any separator within it, because spreadsheets of other regions separate cells by <c>;</c> or
/// tabs and do not recognize the quotes around the text.
/// </summary>
internal static class SpreadsheetText
{
    private const char Apostrophe = '\'';

    /// <summary>The characters with which a formula begins, and their full-width forms.</summary>
    private const string Formula = "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20\uFF5C\uFF05\u2212";

    private const string Separators = ";,|\t\r\n\u2028\u2029\u0085";

    /// <returns>The text itself if there is nothing to disarm.</returns>
    public static string Disarm(string text)
    {
        StringBuilder? disarmed = null;
        for (var at = 0; at <= text.Length; at++)
        {
            if ((at == 0 || Separators.Contains(text[at - 1], StringComparison.Ordinal)) && BeginsFormula(text.AsSpan(at)))
                (disarmed ??= new(text, 0, at, text.Length + 8)).Append(Apostrophe);
            if (at < text.Length) disarmed?.Append(text[at]);
        }
        return disarmed?.ToString() ?? text;
    }

    /// <summary>Whether a formula follows, perhaps behind blanks, quotes and invisible characters, which spreadsheets drop.</summary>
    private static bool BeginsFormula(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (Formula.Contains(character, StringComparison.Ordinal)) return true;
            if (Separators.Contains(character, StringComparison.Ordinal) || !IsDropped(character)) return false;
        }
        return false;
    }

    private static bool IsDropped(char character) =>
        char.IsWhiteSpace(character) || character is '"' or Apostrophe
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
