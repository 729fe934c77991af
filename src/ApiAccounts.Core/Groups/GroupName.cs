namespace ApiAccounts.Core.Groups;

/// <summary>What a group's name may be.</summary>
public static class GroupName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    /// <param name="called">What the caller calls it, for the message.</param>
    /// <returns>Null for a good one.</returns>
    public static Error? Check(string name, string called) => name switch
    {
        _ when string.IsNullOrWhiteSpace(name) => Error.Invalid($"The {called} of a group must not be empty.", "name"),
        { Length: > MaxLength } => Error.Invalid($"The {called} of a group may have at most {MaxLength} characters; it has {name.Length}.", "name"),
        _ when name.Any(char.IsControl) => Error.Invalid($"The {called} of a group must not contain control characters.", "name"),
        _ => null,
    };
}
