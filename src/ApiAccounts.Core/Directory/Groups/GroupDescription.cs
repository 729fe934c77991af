using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>What a group's description may be.</summary>
public static class GroupDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 1_000;

    /// <returns>Null for a good one; it may be empty.</returns>
    public static Error? Check(string description) => TextRules.Check(description, "description of a group", MaxLength, "description");
}
