namespace ApiAccounts.Core.Groups;

/// <summary>What a group's description may be.</summary>
public static class GroupDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 1_000;

    /// <returns>Null for a good one; it may be empty.</returns>
    public static Error? Check(string description) => description switch
    {
        { Length: > MaxLength } =>
            Error.Invalid($"The description of a group may have at most {MaxLength} characters; it has {description.Length}.", "description"),
        _ when description.Any(char.IsControl) => Error.Invalid("The description of a group must not contain control characters.", "description"),
        _ => null,
    };
}
