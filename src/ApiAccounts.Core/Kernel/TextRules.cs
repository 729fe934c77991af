namespace ApiAccounts.Core.Kernel;

/// <summary>What all texts that people write have in common.</summary>
internal static class TextRules
{
    /// <param name="what">What it is, for the message.</param>
    /// <param name="maxLength">Characters (UTF-16 code units).</param>
    /// <param name="target">What this model calls it.</param>
    /// <returns>Null for a good one; it may be empty.</returns>
    public static Error? Check(string text, string what, int maxLength, string target) => text switch
    {
        _ when text.Length > maxLength => Error.Invalid($"The {what} may have at most {maxLength} characters; it has {text.Length}.", target),
        _ when text.Any(char.IsControl) => Error.Invalid($"The {what} must not contain control characters.", target),
        _ => null,
    };

    /// <summary>The same of a name, which must not be empty.</summary>
    /// <inheritdoc cref="Check"/>
    public static Error? CheckName(string name, string what, int maxLength, string target = "name") => string.IsNullOrWhiteSpace(name)
        ? Error.Invalid($"The {what} must not be empty.", target)
        : Check(name, what, maxLength, target);
}
