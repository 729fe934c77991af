using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// Verifies the cookie of a session, and that the session and its operator may act now. Ends a session that was not used for
/// <see cref="ConsoleOptions.IdleTimeout"/>.
/// </summary>
public sealed class VerifyConsoleSession(
    CredentialCache credentials, ISessionStore sessions, TimeProvider clock, IOptions<ConsoleOptions> options)
{
    /// <summary>The same for a missing cookie, a wrong one, and a session that has ended.</summary>
    public static readonly Error Required = new(
        ErrorKind.Unauthenticated, "session_required", "There is no session of the console: it has ended, or nobody has signed in.");

    /// <param name="cookie">The value of the cookie; null if there is none.</param>
    /// <returns>Completes without a storage call if the session is cached and a use was recorded lately.</returns>
    public async Task<Result<Caller>> ExecuteAsync(string? cookie, CancellationToken cancellationToken)
    {
        if (cookie is null || !SessionCookie.TryParse(cookie, out var parsed)) return Required;
        try
        {
            var (session, account) = await credentials.FindSessionAsync(parsed.SessionId).WaitAsync(cancellationToken);
            if (session is null || !session.HasCookie(parsed.Secret)) return Required;
            var now = clock.GetUtcNow();
            if (session.CallerAt(now, account) is not { } caller) return Required;
            return await UseAsync(session, parsed.SessionId, now, cancellationToken) ? caller : Required;
        }
        catch (BusyException)
        {
            return VerifyApiUser.Busy;
        }
    }

    /// <returns>False if the session was idle for too long; it is deleted then.</returns>
    private async ValueTask<bool> UseAsync(CachedSession session, AccountId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.UsedAt < options.Value.RecordInterval) return true;
        if (now - session.UsedAt >= options.Value.IdleTimeout && !await WasUsedElsewhereAsync(session, id, now, cancellationToken))
        {
            await sessions.DeleteAsync(id, cancellationToken);
            return false;
        }
        if (session.TryUse(now)) await sessions.RecordUseAsync(id, now, cancellationToken);
        return true;
    }

    /// <summary>Reads the row again, because a use on another instance is announced to nobody.</summary>
    private async Task<bool> WasUsedElsewhereAsync(
        CachedSession session, AccountId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(id, cancellationToken) is not { Value.LastUsedAt: var used }) return false;
        session.TryUse(used);
        return now - session.UsedAt < options.Value.IdleTimeout;
    }
}
