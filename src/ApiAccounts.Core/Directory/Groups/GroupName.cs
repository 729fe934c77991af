namespace ApiAccounts.Core.Directory.Groups;

/// <summary>The rules for a group's name.</summary>
public static class GroupName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    /// <param name="called">The caller's term for the name, for the message.</param>
    /// <returns>Null if the name is valid.</returns>
    public static Error? Check(string name, string called) => TextRules.CheckName(name, $"{called} of a group", MaxLength);
}
