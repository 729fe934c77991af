namespace ApiAccounts.Core.Tokens;

/// <summary>The tokens issued to a client.</summary>
/// <param name="RefreshToken">Null if there is none, because the client can request a token with its own credentials.</param>
/// <param name="Lifetime">The remaining lifetime of the access token.</param>
public sealed record IssuedTokens(string AccessToken, string? RefreshToken, TimeSpan Lifetime, string Scope);

/// <summary>Issues the tokens of a session.</summary>
public sealed class IssueTokens(TokenSigner signer, TimeProvider clock, IOptions<TokensOptions> options)
{
    /// <summary>
    /// An access token never outlives its session. It stops working with the credentials behind it, too, but their end may be moved, so it
    /// limits only the lifetime that the client is told. A session that acts as an API user has no refresh token.
    /// </summary>
    /// <param name="end">The first instant at which the credentials that asked for it are invalid; null for never.</param>
    internal IssuedTokens For(Session session, DateTimeOffset? end)
    {
        var now = clock.GetUtcNow();
        var expiresAt = Expiry.Earliest(now + options.Value.AccessLifetime, session.EndsAt);
        var refreshToken = session.ApiUserId is null ? signer.WriteRefresh(session, now) : null;
        return new(signer.WriteAccess(session, now, expiresAt), refreshToken, LifetimeAt(now, expiresAt, end), session.Scope);
    }

    /// <summary>
    /// Returns the remaining lifetime of a token. If the credentials behind it end sooner, it is in whole seconds, rounded down, so that no
    /// response in seconds is beyond their end.
    /// </summary>
    /// <param name="end">The first instant at which the credentials are invalid; null for never.</param>
    internal static TimeSpan LifetimeAt(DateTimeOffset now, DateTimeOffset expiresAt, DateTimeOffset? end)
    {
        var own = expiresAt - now;
        if (end is not { } endsAt) return own;
        var left = TimeSpan.FromSeconds(Math.Floor((endsAt - now).TotalSeconds));
        return left < own ? left : own;
    }
}
