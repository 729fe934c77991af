using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// Ends sessions of an operator: of the caller itself, or of one whose rights do not exceed the caller's. Their tokens and cookies stop
/// working on every instance.
/// </summary>
public sealed class EndSessions(
    IOperatorStore operators, OperatorGrants grants, LivingSessions living, ISessionStore sessions, IAuditTrail trail, AuditEntries audit)
{
    /// <param name="sessionId">One of them; null for all.</param>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId operatorId, AccountId? sessionId, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, operatorId) is { } refusal) return refusal;
        if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { Value: var @operator })
            return Error.NotFound("operator");
        if (await grants.RefusalToActAsync(caller, @operator, cancellationToken) is { } tooMuch) return tooMuch;
        var found = await living.OfAsync(@operator, cancellationToken);
        if (sessionId is null)
        {
            foreach (var session in found) await EndAsync(caller, session, cancellationToken);
            return new Unit();
        }
        if (found.FirstOrDefault(session => session.Id == sessionId) is not { } one) return Error.NotFound("session");
        await EndAsync(caller, one, cancellationToken);
        return new Unit();
    }

    /// <summary>Ends the caller's own session, of which it needs no other proof.</summary>
    public async Task EndOwnAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Session is { } id && await sessions.FindAsync(id, cancellationToken) is { Value: var session })
            await EndAsync(caller, session, cancellationToken);
    }

    private async Task EndAsync(Caller caller, Session session, CancellationToken cancellationToken)
    {
        var entry = audit.New(AuditAction.SessionEnded, session.OperatorId, caller, AuditChange.Removed("client", session.Client));
        await trail.AddAsync(entry with { Session = session.Id }, cancellationToken);
        await sessions.DeleteAsync(session.Id, cancellationToken);
    }
}
