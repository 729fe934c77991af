using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>What a group's name may be.</summary>
public static class GroupName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    /// <param name="called">What the caller calls it, for the message.</param>
    /// <returns>Null for a good one.</returns>
    public static Error? Check(string name, string called) => TextRules.CheckName(name, $"{called} of a group", MaxLength);
}
