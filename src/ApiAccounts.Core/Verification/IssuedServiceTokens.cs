using ApiAccounts.Core.Credentials.CustomServices;

namespace ApiAccounts.Core.Verification;

/// <summary>The cached part of a custom service that verifies its tokens and issues the same one again.</summary>
/// <param name="Version">The version of the current secret. The previous version is one less.</param>
/// <param name="IssuedAt">The time of the last token of the current version; null if there was none.</param>
/// <param name="PreviousIssuedAt">The time of the last token of the previous version; null if there was none.</param>
internal sealed record IssuedServiceTokens(int Version, DateTimeOffset? IssuedAt, DateTimeOffset? PreviousIssuedAt)
{
    public static IssuedServiceTokens Of(CustomService service) =>
        new(service.SecretVersion, service.TokenIssuedAt, service.PreviousTokenIssuedAt);

    /// <summary>Returns the version of a secret and the time of its last token.</summary>
    public (int Version, DateTimeOffset? IssuedAt) For(SecretMatch secret) =>
        secret == SecretMatch.Previous ? (Version - 1, PreviousIssuedAt) : (Version, IssuedAt);
}
