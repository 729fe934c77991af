using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>The session of the caller, as the console shows it.</summary>
/// <param name="Grants">The rights of the operator at the time.</param>
/// <param name="EndsAt">The first instant at which the session has ended, however much it is used.</param>
public sealed record ConsoleSession(
    Operator Operator, Grants Grants, bool MustChangePassword, TimeSpan IdleTimeout, DateTimeOffset EndsAt)
{
    internal static ConsoleSession Of(Session session, Operator @operator, Grants grants, TimeSpan idleTimeout) => new(
        @operator, grants, session.MustChangePassword, idleTimeout, Expiry.Earliest(session.EndsAt, @operator.ExpiresAt));
}

/// <summary>A session that began just now.</summary>
/// <param name="cookie">The value of its cookie, which is stored nowhere.</param>
public sealed class BegunConsoleSession(string cookie, ConsoleSession session)
{
    public string Cookie => cookie;

    public ConsoleSession Session => session;
}
