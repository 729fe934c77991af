namespace ApiAccounts.Core.Tokens;

/// <summary>The tokens issued to a client.</summary>
/// <param name="RefreshToken">Null if there is none, because the client can request a token with its own credentials.</param>
/// <param name="Lifetime">The lifetime of the access token.</param>
public sealed record IssuedTokens(string AccessToken, string? RefreshToken, TimeSpan Lifetime, string Scope);

/// <summary>Issues the tokens of a session.</summary>
public sealed class IssueTokens(TokenSigner signer, TimeProvider clock, IOptions<TokensOptions> options)
{
    /// <summary>An access token never outlives its session. A session that acts as an API user has no refresh token.</summary>
    internal IssuedTokens For(Session session)
    {
        var now = clock.GetUtcNow();
        var lifetime = session.EndsAt - now < options.Value.AccessLifetime ? session.EndsAt - now : options.Value.AccessLifetime;
        var refreshToken = session.ApiUserId is null ? signer.WriteRefresh(session, now) : null;
        return new(signer.WriteAccess(session, now, now + lifetime), refreshToken, lifetime, session.Scope);
    }
}
