using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tokens;

/// <summary>What a client is given.</summary>
/// <param name="RefreshToken">Null where there is none, since the client can ask again with its own credentials.</param>
/// <param name="Lifetime">How long the access token works.</param>
public sealed record IssuedTokens(string AccessToken, string? RefreshToken, TimeSpan Lifetime, string Scope);

/// <summary>Makes the tokens of a session.</summary>
public sealed class IssueTokens(TokenSigner signer, TimeProvider clock, IOptions<TokensOptions> options)
{
    /// <summary>An access token never outlives its session. Of one that acts as an API user there is no refresh token.</summary>
    internal IssuedTokens For(Session session)
    {
        var now = clock.GetUtcNow();
        var lifetime = session.EndsAt - now < options.Value.AccessLifetime ? session.EndsAt - now : options.Value.AccessLifetime;
        var refreshToken = session.ApiUserId is null ? signer.WriteRefresh(session, now) : null;
        return new(signer.WriteAccess(session, now, now + lifetime), refreshToken, lifetime, session.Scope);
    }
}
