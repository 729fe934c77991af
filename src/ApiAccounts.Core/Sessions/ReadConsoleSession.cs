using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>Reads what the caller is told of its own session.</summary>
public sealed class ReadConsoleSession(ISessionStore sessions, IOperatorStore operators, IOptions<ConsoleOptions> options)
{
    /// <param name="caller">A caller with a cookie.</param>
    public async Task<Result<ConsoleSession>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Session is not { } id) return VerifyConsoleSession.Required;
        var readingOperator = operators.FindCompleteAsync(caller.Operator, cancellationToken);
        var session = await sessions.FindAsync(id, cancellationToken);
        var @operator = await readingOperator;
        return session is null || @operator is null
            ? VerifyConsoleSession.Required
            : ConsoleSession.Of(session.Value, @operator.Value, caller.Grants, options.Value.IdleTimeout);
    }
}
