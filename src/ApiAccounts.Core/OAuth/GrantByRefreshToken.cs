using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Issues new tokens for a refresh token (RFC 6749, section 6) and replaces it. Its reuse ends the session, because two parties have
/// it. Shortly after its replacement, reuse counts as a lost response and is answered with the current refresh token.
/// </summary>
public sealed class GrantByRefreshToken(
    ISessionStore sessions,
    RefreshableSessions refreshable,
    TokenSigner signer,
    IssueTokens issue,
    IAuditTrail trail,
    AuditEntries audit,
    TimeProvider clock)
{
    /// <inheritdoc cref="GrantByPassword.ExecuteAsync"/>
    public async Task<Result<IssuedTokens>> ExecuteAsync(
        TokenClient client, string refreshToken, string? scope, string? address, CancellationToken cancellationToken)
    {
        if (await signer.ReadRefreshAsync(refreshToken) is not { } token) return TokenErrors.WrongRefreshToken;
        return await OptimisticRetry.UntilDoneAsync<IssuedTokens>($"Session {token.Session}", async () =>
        {
            var now = clock.GetUtcNow();
            if (await sessions.FindAsync(token.Session, cancellationToken) is not { } found) return TokenErrors.WrongRefreshToken;
            var session = found.Value;
            if (session.Client != client.Id) return TokenErrors.WrongRefreshToken;
            if (await refreshable.HolderOfAsync(session, cancellationToken) is not { } holder) return TokenErrors.WrongRefreshToken;

            var state = session.StateOf(token.Generation, now);
            if (state == RefreshTokenState.Reused) return await DeleteAsync(session, address, cancellationToken);
            if (TokenScopes.Refusal(scope, session.Scope) is { } tooMuch) return tooMuch;
            if (state == RefreshTokenState.JustReplaced) return issue.For(session, EndOf(holder));
            var rotated = session with { Generation = session.Generation + 1, RotatedAt = now };
            if (!await sessions.RotateAsync(found with { Value = rotated }, cancellationToken)) return null;
            return issue.For(rotated, EndOf(holder));
        });
    }

    private static DateTimeOffset? EndOf(Operator holder) => Expiry.Earliest(holder.ExpiresAt, holder.TemporaryPasswordEndsAt);

    private async Task<Error> DeleteAsync(Session session, string? address, CancellationToken cancellationToken)
    {
        var entry = audit.New(AuditAction.RefreshTokenReused, session.OperatorId, caller: null, AuditChange.Set("client", session.Client));
        await trail.AddAsync(entry with { Session = session.Id, Address = address }, cancellationToken);
        await sessions.DeleteAsync(session.Id, cancellationToken);
        return TokenErrors.WrongRefreshToken;
    }
}
