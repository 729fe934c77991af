using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>An authorization of an operator, as it is sent and shown.</summary>
internal sealed record UptrendsAuthorizationBody(string? AuthorizationType)
{
    public Result<OperatorAuthorization> Read() =>
        AuthorizationType is null ? Error.Malformed("AuthorizationType is missing.", "$.AuthorizationType") : Read(AuthorizationType, "$.AuthorizationType");

    /// <param name="text">A name in any letter case; a number is none.</param>
    /// <param name="target">Where it stood.</param>
    public static Result<OperatorAuthorization> Read(string text, string target)
    {
        foreach (var authorization in Enum.GetValues<OperatorAuthorization>())
            if (string.Equals(text, authorization.ToString(), StringComparison.OrdinalIgnoreCase)) return authorization;
        return Error.Malformed($"There is no such AuthorizationType; it may be {string.Join(", ", Enum.GetNames<OperatorAuthorization>())}.", target);
    }
}
