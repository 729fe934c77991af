using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Gives new tokens for a refresh token (RFC 6749, section 6), which is replaced with that. One that comes again ends the session, since two have it;
/// only shortly after it was replaced it is taken for a lost answer, and answered with the present one.
/// </summary>
public sealed class GrantByRefreshToken(
    ISessionStore sessions, IOperatorStore operators, TokenSigner signer, IssueTokens issue, IAuditTrail trail, AuditEntries audit, TimeProvider clock)
{
    /// <inheritdoc cref="GrantByPassword.ExecuteAsync"/>
    public async Task<Result<IssuedTokens>> ExecuteAsync(
        TokenClient client, string refreshToken, string? scope, string? address, CancellationToken cancellationToken)
    {
        if (await signer.ReadRefreshAsync(refreshToken) is not { } given) return TokenErrors.WrongRefreshToken;
        return await OptimisticRetry.UntilDoneAsync<IssuedTokens>($"Session {given.Session}", async () =>
        {
            var now = clock.GetUtcNow();
            if (await sessions.FindAsync(given.Session, cancellationToken) is not { } found) return TokenErrors.WrongRefreshToken;
            var session = found.Value;
            if (session.Client != client.Id) return TokenErrors.WrongRefreshToken;
            var holder = await operators.FindCompleteAsync(session.OperatorId, cancellationToken);
            if (!session.MayBeRefreshedAt(now, holder?.Value)) return TokenErrors.WrongRefreshToken;

            var state = session.StateOf(given.Generation, now);
            if (state == RefreshTokenState.Reused) return await EndAsync(session, address, cancellationToken);
            if (TokenScopes.Refusal(scope, session.Scope) is { } tooMuch) return tooMuch;
            if (state == RefreshTokenState.JustReplaced) return issue.For(session);
            var rotated = session with { Generation = session.Generation + 1, RotatedAt = now };
            if (await sessions.RotateAsync(found with { Value = rotated }, cancellationToken)) return issue.For(rotated);
            return null;
        });
    }

    private async Task<Error> EndAsync(Session session, string? address, CancellationToken cancellationToken)
    {
        var entry = audit.New(AuditAction.RefreshTokenReused, session.OperatorId, caller: null, $"Client: {session.Client}");
        await trail.AddAsync(entry with { Session = session.Id, Address = address }, cancellationToken);
        await sessions.EndAsync(session.Id, cancellationToken);
        return TokenErrors.WrongRefreshToken;
    }
}
