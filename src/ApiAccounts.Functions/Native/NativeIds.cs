using System.Globalization;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Native;

/// <summary>Reads ids and numbers as they stand in paths, queries and bodies.</summary>
internal static class NativeIds
{
    /// <param name="target">What the request calls it.</param>
    /// <returns>Malformed for what is no UUID; not found for a UUID that cannot be one of ours.</returns>
    public static Result<AccountId> Read(string? text, AccountKind kind, string target)
    {
        var what = kind switch
        {
            AccountKind.Operator => "operator",
            AccountKind.CustomService => "custom service",
            _ => "API user",
        };
        if (!Guid.TryParseExact(text, "D", out _))
            return Error.Malformed($"The id of the {what} is not one; it may be as in 01234567-89ab-8def-8123-456789abcdef.", target);
        return AccountId.TryParse(text, out var id) && id.Kind == kind ? id : Error.NotFound(what) with { Target = target };
    }

    public static Task<Result<T>> OnApiUser<T>(string apiUserId, Func<AccountId, Task<Result<T>>> operation) =>
        On(apiUserId, AccountKind.ApiUser, "apiUserId", operation);

    public static Task<Result<T>> OnOperator<T>(string operatorId, Func<AccountId, Task<Result<T>>> operation) =>
        On(operatorId, AccountKind.Operator, "operatorId", operation);

    public static Task<Result<T>> OnCustomService<T>(string clientId, Func<AccountId, Task<Result<T>>> operation) =>
        On(clientId, AccountKind.CustomService, "clientId", operation);

    /// <param name="target">What the request calls it.</param>
    public static Result<uint> ReadNumber(string? text, string target) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : Error.Malformed($"The {target} may be a whole number from 1 to {uint.MaxValue}.", target);

    /// <inheritdoc cref="ReadNumber"/>
    public static async Task<Result<T>> OnNumber<T>(string text, string target, Func<uint, Task<Result<T>>> operation) =>
        ReadNumber(text, target).TryGet(out var number, out var error) ? await operation(number) : error;

    private static async Task<Result<T>> On<T>(string text, AccountKind kind, string target, Func<AccountId, Task<Result<T>>> operation) =>
        Read(text, kind, target).TryGet(out var id, out var error) ? await operation(id) : error;
}
