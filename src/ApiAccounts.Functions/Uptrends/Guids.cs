using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Uptrends;

/// <summary>Reads ids as they stand in paths, queries and bodies.</summary>
internal static class Guids
{
    /// <param name="what">What it should be the id of, for the message.</param>
    /// <returns>Malformed for what is no GUID; not found for a GUID that cannot be one of ours.</returns>
    public static Result<AccountId> Read(string text, AccountKind kind, string what)
    {
        if (!Guid.TryParseExact(text, "D", out _)) return Error.Malformed($"The GUID of the {what} is not one; it may be as in 01234567-89ab-8def-8123-456789abcdef.");
        return AccountId.TryParse(text, out var id) && id.Kind == kind ? id : Error.NotFound(what);
    }

    /// <summary>Does something with the operator that a path names.</summary>
    public static Task<Result<T>> OnOperatorAsync<T>(string text, Func<AccountId, Task<Result<T>>> operation) =>
        OnAsync(text, AccountKind.Operator, "operator", operation);

    /// <summary>Does something with the group that a path names.</summary>
    public static Task<Result<T>> OnGroupAsync<T>(string text, Func<AccountId, Task<Result<T>>> operation) =>
        OnAsync(text, AccountKind.Group, "group", operation);

    private static async Task<Result<T>> OnAsync<T>(string text, AccountKind kind, string what, Func<AccountId, Task<Result<T>>> operation) =>
        Read(text, kind, what).TryGet(out var id, out var error) ? await operation(id) : error;
}
