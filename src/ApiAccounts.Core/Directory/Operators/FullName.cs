namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Converts a first and a last name to one text and back: the first word, and the rest.</summary>
public static class FullName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 200;

    private const string Target = "fullName";

    /// <returns>Null if the name is valid.</returns>
    public static Error? Check(string fullName) => TextRules.CheckName(fullName, "full name", MaxLength, Target);

    public static string Of(string firstName, string lastName) =>
        string.Join(' ', new[] { firstName, lastName }.Where(name => name.Length > 0));

    public static (string FirstName, string LastName) Split(string fullName)
    {
        var trimmed = fullName.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (trimmed, "") : (trimmed[..space], trimmed[space..].TrimStart());
    }
}
