namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator's title or phone number: free text of limited length.</summary>
internal static class ContactDetail
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 200;

    /// <param name="text">Null for no change.</param>
    /// <param name="target">The name of the field in this model.</param>
    /// <returns>Null if the text is valid.</returns>
    public static Error? Check(string? text, string target) => text is null ? null : TextRules.Check(text, target, MaxLength, target);

    /// <returns>The text; null if it is empty or white space.</returns>
    public static string? Normalise(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
