using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Tokens;

/// <summary>Creates a session and deletes expired sessions of the same operator.</summary>
public sealed class BeginSession(
    ISessionStore sessions, IOperatorStore operators, IAuditTrail trail, AuditEntries audit, TimeProvider clock)
{
    /// <param name="caller">The caller that signed in.</param>
    /// <param name="operator">The operator as it was when its credentials were verified.</param>
    /// <param name="client">The client through which it signed in.</param>
    /// <param name="cookieHash">See <see cref="Session.CookieHash"/>.</param>
    internal async Task<Session> ExecuteAsync(
        Caller caller, Operator @operator, TokenClient client, VerifiedApiUser? actingAs, DateTimeOffset endsAt,
        CancellationToken cancellationToken, string? cookieHash = null)
    {
        var now = clock.GetUtcNow();
        var id = @operator.Id;
        var session = new Session
        {
            Id = AccountId.New(AccountKind.Session, id.Pid, id.UserId, id.Bucket),
            OperatorId = id,
            ApiUserId = actingAs?.Caller.Account,
            SecretFingerprint = actingAs?.SecretFingerprint,
            Client = client.Id,
            CookieHash = cookieHash,
            Address = caller.Address,
            CookieUsedAt = cookieHash is null ? null : now,
            SignInVersion = @operator.SignInVersion,
            MustChangePassword = caller.MustChangePassword,
            RotatedAt = now,
            CreatedAt = now,
            EndsAt = endsAt,
        };
        await sessions.PurgeExpiredAsync(id, now, cancellationToken);
        var entry = audit.New(AuditAction.SignedIn, id, caller with { Session = session.Id }, AuditChange.Set("client", client.Id));
        await trail.AddAsync(entry, cancellationToken);
        if (actingAs is null) await operators.RecordSignInAsync(id, now, cancellationToken);
        await sessions.AddAsync(session, cancellationToken);
        return session;
    }
}
