using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>Errors in this dialect's words, where they are other ones.</summary>
internal static class AudienceErrors
{
    /// <summary>A user that would delete itself is in a conflict here, and elsewhere lacks the right.</summary>
    public static Error Of(Error error) => error switch
    {
        { Code: "own_operator" } => error with { Kind = ErrorKind.Conflict },
        { Target: "userName" } => error with { Target = "username" },
        { Code: "not_found", Target: null } => error with { Message = error.Message.Replace("operator", "user", StringComparison.Ordinal) },
        _ => error,
    };

    public static async Task<Result<T>> InWordsOfDialect<T>(this Task<Result<T>> result) =>
        (await result).TryGet(out var value, out var error) ? value : Of(error);
}
