using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// The sessions in which an operator itself is signed in: those with a cookie, and those with a refresh token. The tokens of its API users
/// are not among them.
/// </summary>
public sealed class LivingSessions(ISessionStore sessions, TimeProvider clock, IOptions<ConsoleOptions> options)
{
    /// <summary>Lists them, the newest first.</summary>
    internal async Task<IReadOnlyList<Session>> OfAsync(Operator @operator, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await sessions.ListOfOperatorAsync(@operator.Id, cancellationToken)
            .Where(session => session.ApiUserId is null && IsAlive(session, @operator, now))
            .OrderByDescending(session => session.CreatedAt)
            .ToListAsync(cancellationToken);
    }

    private bool IsAlive(Session session, Operator @operator, DateTimeOffset now) =>
        session.MayBeRefreshedAt(now, @operator)
        && (session.CookieUsedAt is not { } used || now - used < options.Value.IdleTimeout);
}
