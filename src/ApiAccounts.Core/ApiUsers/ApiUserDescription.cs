namespace ApiAccounts.Core.ApiUsers;

/// <summary>What a description may be.</summary>
public static class ApiUserDescription
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 255;

    private const string Target = "description";

    /// <returns>Null for a good one.</returns>
    public static Error? Check(string description) => description switch
    {
        { Length: > MaxLength } => Error.Invalid($"The description may have at most {MaxLength} characters; it has {description.Length}.", Target),
        _ when description.Any(char.IsControl) => Error.Invalid("The description must not contain control characters.", Target),
        _ => null,
    };
}
