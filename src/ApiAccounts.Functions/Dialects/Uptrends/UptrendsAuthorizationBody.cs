using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>An authorization of an operator, in requests and responses.</summary>
internal sealed record UptrendsAuthorizationBody(string? AuthorizationType)
{
    public Result<OperatorAuthorization> Read() => AuthorizationType is null
        ? Error.Malformed("AuthorizationType is missing.", "$.AuthorizationType")
        : Read(AuthorizationType, "$.AuthorizationType");

    /// <param name="text">The name of an authorization, in any letter case; its number is not accepted.</param>
    /// <param name="target">The part of the request that has the text.</param>
    public static Result<OperatorAuthorization> Read(string text, string target)
    {
        foreach (var authorization in Enum.GetValues<OperatorAuthorization>())
            if (string.Equals(text, authorization.ToString(), StringComparison.OrdinalIgnoreCase)) return authorization;
        return Error.Malformed($"AuthorizationType must be one of {string.Join(", ", Enum.GetNames<OperatorAuthorization>())}.", target);
    }
}
