using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tokens;

/// <summary>What is told of a token that works.</summary>
/// <param name="IsAccess">False for a refresh token.</param>
public sealed record InspectedToken(Session Session, bool IsAccess, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>Says whether a token works (RFC 7662), to API users of the same partner.</summary>
public sealed class InspectToken(ISessionStore sessions, IOperatorStore operators, TokenSigner signer, VerifyAccessToken verify, TimeProvider clock)
{
    /// <returns>Null for all else: what has ended, what is none, and what is another partner's.</returns>
    public async Task<InspectedToken?> ExecuteAsync(Caller caller, string token, CancellationToken cancellationToken)
    {
        if (await signer.ReadAccessAsync(token) is { } access)
            return (await verify.ExecuteAsync(token, cancellationToken)).TryGet(out _, out _)
                && await FindAsync(caller, access.Session, cancellationToken) is { } of
                    ? new(of, IsAccess: true, access.IssuedAt, access.ExpiresAt)
                    : null;
        if (await signer.ReadRefreshAsync(token) is not { } refresh || await FindAsync(caller, refresh.Session, cancellationToken) is not { } session) return null;
        var now = clock.GetUtcNow();
        return session.StateOf(refresh.Generation, now) != RefreshTokenState.Reused
            && session.MayBeRefreshedAt(now, (await operators.FindMadeAsync(session.OperatorId, cancellationToken))?.Value)
                ? new(session, IsAccess: false, refresh.IssuedAt, refresh.ExpiresAt)
                : null;
    }

    private async Task<Session?> FindAsync(Caller caller, AccountId id, CancellationToken cancellationToken) =>
        id.Pid == caller.Pid ? (await sessions.FindAsync(id, cancellationToken))?.Value : null;
}
