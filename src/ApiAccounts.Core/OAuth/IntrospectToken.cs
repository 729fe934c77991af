using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.OAuth;

/// <summary>The introspection result of a valid token.</summary>
/// <param name="Client">The client it was issued to.</param>
/// <param name="Subject">The API user, custom service or operator that the token acts as.</param>
/// <param name="IsAccess">False for a refresh token.</param>
public sealed record IntrospectedToken(
    string Scope, string Client, AccountId Subject, bool IsAccess, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>Introspects tokens (RFC 7662) for API users of the same partner.</summary>
public sealed class IntrospectToken(
    ISessionStore sessions, RefreshableSessions refreshable, TokenSigner signer, VerifyAccessToken verify, TimeProvider clock)
{
    /// <returns>Null for any other token: expired, revoked, unknown or of another partner.</returns>
    public async Task<IntrospectedToken?> ExecuteAsync(Caller caller, string token, CancellationToken cancellationToken)
    {
        if (await signer.ReadAccessAsync(token) is { } access) return await IntrospectAsync(caller, token, access, cancellationToken);
        if (await signer.ReadRefreshAsync(token) is not { } refresh
            || await FindAsync(caller, refresh.Session, cancellationToken) is not { } session) return null;
        var now = clock.GetUtcNow();
        return session.StateOf(refresh.Generation, now) != RefreshTokenState.Reused
            && await refreshable.HolderOfAsync(session, cancellationToken) is { } holder
                ? Introspected(session, isAccess: false, refresh.IssuedAt, Expiry.Earliest(refresh.ExpiresAt, holder.ExpiresAt))
                : null;
    }

    private async Task<IntrospectedToken?> IntrospectAsync(
        Caller caller, string token, AccessToken access, CancellationToken cancellationToken)
    {
        var origin = access.Origin;
        if (origin.Pid != caller.Pid || !(await verify.ExecuteAsync(token, cancellationToken)).TryGet(out _, out _)) return null;
        var endsAt = await verify.EndOfAsync(access, cancellationToken);
        if (origin.Kind == AccountKind.CustomService)
            return new(TokenScopes.Api, origin.ToString(), origin, IsAccess: true, access.IssuedAt, endsAt);
        return await FindAsync(caller, origin, cancellationToken) is { } session
            ? Introspected(session, isAccess: true, access.IssuedAt, endsAt)
            : null;
    }

    private static IntrospectedToken Introspected(Session session, bool isAccess, DateTimeOffset issuedAt, DateTimeOffset expiresAt) =>
        new(session.Scope, session.Client, session.ApiUserId ?? session.OperatorId, isAccess, issuedAt, expiresAt);

    private async Task<Session?> FindAsync(Caller caller, AccountId id, CancellationToken cancellationToken) =>
        id.Pid == caller.Pid ? (await sessions.FindAsync(id, cancellationToken))?.Value : null;
}
