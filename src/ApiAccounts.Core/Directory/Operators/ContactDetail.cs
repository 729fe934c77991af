using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator's title or phone number: whatever people write, within bounds.</summary>
internal static class ContactDetail
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 200;

    /// <param name="text">Null for one that stays.</param>
    /// <param name="target">What this model calls it.</param>
    /// <returns>Null for a good one.</returns>
    public static Error? Check(string? text, string target) => text is null ? null : TextRules.Check(text, target, MaxLength, target);

    /// <returns>Null where nothing is said.</returns>
    public static string? Kept(string? given) => string.IsNullOrWhiteSpace(given) ? null : given;
}
