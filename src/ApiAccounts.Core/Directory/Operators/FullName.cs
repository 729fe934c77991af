using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>A first and a last name as one text: the first word, and the rest.</summary>
public static class FullName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 200;

    private const string Target = "fullName";

    /// <returns>Null for a good one.</returns>
    public static Error? Check(string fullName) => TextRules.CheckName(fullName, "full name", MaxLength, Target);

    public static string Of(string firstName, string lastName) => string.Join(' ', new[] { firstName, lastName }.Where(name => name.Length > 0));

    public static (string FirstName, string LastName) Split(string fullName)
    {
        var trimmed = fullName.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (trimmed, "") : (trimmed[..space], trimmed[space..].TrimStart());
    }
}
