namespace ApiAccounts.Core.Kernel;

/// <summary>The rules for all texts that people enter.</summary>
internal static class TextRules
{
    /// <param name="what">The noun for the message.</param>
    /// <param name="maxLength">Characters (UTF-16 code units).</param>
    /// <param name="target">The name of the field in this model.</param>
    /// <returns>Null if the text is valid. An empty text is valid.</returns>
    public static Error? Check(string text, string what, int maxLength, string target) => text switch
    {
        _ when text.Length > maxLength =>
            Error.Invalid($"The {what} must have at most {maxLength} characters; it has {text.Length}.", target),
        _ when UnseenCharacter.In(text) is { } unseen => Error.Invalid($"The {what} must not contain {unseen}.", target),
        _ => null,
    };

    /// <summary>Checks a name by the same rules. It must not be empty.</summary>
    /// <inheritdoc cref="Check"/>
    public static Error? CheckName(string name, string what, int maxLength, string target = "name") =>
        name.Length <= maxLength && string.IsNullOrWhiteSpace(name)
            ? Error.Invalid($"The {what} must not be empty.", target)
            : Check(name, what, maxLength, target);
}
