namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>The rules for a description.</summary>
public static class ApiUserDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    private const string Target = "description";

    /// <returns>Null if the description is valid.</returns>
    public static Error? Check(string description) => TextRules.Check(description, Target, MaxLength, Target);
}
