using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tokens;

/// <summary>Begins a session, and clears away sessions of the same operator whose time is over.</summary>
public sealed class BeginSession(ISessionStore sessions, IOperatorStore operators, IAuditTrail trail, AuditEntries audit, TimeProvider clock)
{
    /// <param name="caller">Whoever signed in.</param>
    /// <param name="operator">As it was when what it signed in with was found right.</param>
    /// <param name="client">What it signed in through.</param>
    internal async Task<Session> ExecuteAsync(
        Caller caller, Operator @operator, TokenClient client, VerifiedApiUser? actingAs, DateTimeOffset endsAt, CancellationToken cancellationToken)
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
            SignInVersion = @operator.SignInVersion,
            MustChangePassword = caller.MustChangePassword,
            RotatedAt = now,
            CreatedAt = now,
            EndsAt = endsAt,
        };
        await sessions.PurgeExpiredAsync(id, now, cancellationToken);
        await trail.AddAsync(audit.New(AuditAction.SignedIn, id, caller with { Session = session.Id }, $"Client: {client.Id}"), cancellationToken);
        if (actingAs is null) await operators.RecordSignInAsync(id, now, cancellationToken);
        await sessions.AddAsync(session, cancellationToken);
        return session;
    }
}
