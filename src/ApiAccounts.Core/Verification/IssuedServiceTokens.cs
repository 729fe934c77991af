using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.CustomServices;

namespace ApiAccounts.Core.Verification;

/// <summary>What is held of a custom service to tell its tokens, and to give the same one again.</summary>
/// <param name="Version">Of the present secret; that of the one before is one less.</param>
/// <param name="IssuedAt">Of the last token of the present version; null where there was none.</param>
/// <param name="PreviousIssuedAt">The same of the version before.</param>
internal sealed record IssuedServiceTokens(int Version, DateTimeOffset? IssuedAt, DateTimeOffset? PreviousIssuedAt)
{
    public static IssuedServiceTokens Of(CustomService service) => new(service.SecretVersion, service.TokenIssuedAt, service.PreviousTokenIssuedAt);

    /// <summary>The version of one of the secrets, and when its last token was issued.</summary>
    public (int Version, DateTimeOffset? IssuedAt) For(SecretMatch secret) =>
        secret == SecretMatch.Previous ? (Version - 1, PreviousIssuedAt) : (Version, IssuedAt);
}
