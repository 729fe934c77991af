namespace ApiAccounts.Core.Directory.Groups;

/// <summary>The rules for a group's description.</summary>
public static class GroupDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 1_000;

    /// <returns>Null if the description is valid. It may be empty.</returns>
    public static Error? Check(string description) => TextRules.Check(description, "description of a group", MaxLength, "description");
}
