using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Ends the session that a token is of (RFC 7009). Either of its tokens will do, also one that has expired. A custom service's token is of no session, and
/// was given to none of the clients here.
/// </summary>
public sealed class RevokeToken(ISessionStore sessions, TokenSigner signer, IAuditTrail trail, AuditEntries audit)
{
    private static readonly Error NotIts = TokenErrors.InvalidGrant("The token was not given to this client.");

    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>Unit also for what is no token, or none any more.</returns>
    public async Task<Result<Unit>> ExecuteAsync(TokenClient client, string token, string? address, CancellationToken cancellationToken)
    {
        if (await OriginOfAsync(token) is not { } id) return new Unit();
        if (id.Kind == AccountKind.CustomService) return NotIts;
        if (await sessions.FindAsync(id, cancellationToken) is not { Value: var session }) return new Unit();
        if (session.Client != client.Id) return NotIts;
        var entry = audit.New(AuditAction.SessionEnded, session.OperatorId, caller: null, $"Client: {session.Client}");
        entry = entry with { Actor = session.ApiUserId ?? session.OperatorId, Session = session.Id, Address = address };
        await trail.AddAsync(entry, cancellationToken);
        await sessions.EndAsync(id, cancellationToken);
        return new Unit();
    }

    private async ValueTask<AccountId?> OriginOfAsync(string token) =>
        (await signer.ReadRefreshAsync(token))?.Session ?? (await signer.ReadAccessAsync(token))?.Origin;
}
