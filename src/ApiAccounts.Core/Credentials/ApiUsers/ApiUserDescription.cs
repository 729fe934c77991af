using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>What a description may be.</summary>
public static class ApiUserDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    private const string Target = "description";

    /// <returns>Null for a good one.</returns>
    public static Error? Check(string description) => TextRules.Check(description, Target, MaxLength, Target);
}
