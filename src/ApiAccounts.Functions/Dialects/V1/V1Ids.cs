using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>Reads ids as they stand in paths, queries and bodies.</summary>
internal static class V1Ids
{
    public static Result<AccountId> ApiUser(string apiUserId) => Read(apiUserId, AccountKind.ApiUser, "apiUserId");

    public static Result<AccountId> Operator(string operatorId) => Read(operatorId, AccountKind.Operator, "operatorId");

    public static Result<AccountId> CustomService(string clientId) => Read(clientId, AccountKind.CustomService, "clientId");

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
}
