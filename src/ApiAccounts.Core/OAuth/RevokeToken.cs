using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Deletes the session of a token (RFC 7009). Accepts its access token and its refresh token, even if expired. A custom service's
/// token has no session and was issued to none of these clients.
/// </summary>
public sealed class RevokeToken(ISessionStore sessions, TokenSigner signer, IAuditTrail trail, AuditEntries audit)
{
    private static readonly Error NotOwnToken = TokenErrors.InvalidGrant("The token was not issued to this client.");

    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>Also a <see cref="Unit"/> for an unknown, expired or revoked token.</returns>
    public async Task<Result<Unit>> ExecuteAsync(TokenClient client, string token, string? address, CancellationToken cancellationToken)
    {
        if (await OriginOfAsync(token) is not { } id) return new Unit();
        if (id.Kind == AccountKind.CustomService) return NotOwnToken;
        if (await sessions.FindAsync(id, cancellationToken) is not { Value: var session }) return new Unit();
        if (session.Client != client.Id) return NotOwnToken;
        var entry = audit.New(AuditAction.SessionEnded, session.OperatorId, caller: null, AuditChange.Removed("client", session.Client));
        entry = entry with { Actor = session.ApiUserId ?? session.OperatorId, Session = session.Id, Address = address };
        await trail.AddAsync(entry, cancellationToken);
        await sessions.DeleteAsync(id, cancellationToken);
        return new Unit();
    }

    private async ValueTask<AccountId?> OriginOfAsync(string token) =>
        (await signer.ReadRefreshAsync(token))?.Session ?? (await signer.ReadAccessAsync(token))?.Origin;
}
