using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// Begins a session that a cookie names. The tokens stay here: the cookie has a secret of its own, so what a browser stores is worthless
/// at <c>/oauth</c>.
/// </summary>
public sealed class BeginConsoleSession(
    BeginSession begin, SecretHasher secrets, TimeProvider clock, IOptions<TokensOptions> tokens, IOptions<ConsoleOptions> console)
{
    private static readonly TokenClient Client = new(TokenClient.Console, ApiUser: null);

    private static readonly Error Disabled = new(
        ErrorKind.Forbidden, "console_disabled", "Nobody may sign in to the console here: Tokens__AllowConsole is off.");

    /// <summary>Whether anybody may sign in to the console.</summary>
    /// <returns>Null if so.</returns>
    internal Error? Refusal => tokens.Value.AllowConsole ? null : Disabled;

    /// <inheritdoc cref="BeginSession.ExecuteAsync"/>
    internal async Task<BegunConsoleSession> ExecuteAsync(Caller caller, Operator @operator, CancellationToken cancellationToken)
    {
        var endsAt = Expiry.Earliest(clock.GetUtcNow() + tokens.Value.SessionLifetime, @operator.TemporaryPasswordEndsAt);
        var secret = SessionCookie.NewSecret();
        var session = await begin.ExecuteAsync(
            caller, @operator, Client, actingAs: null, endsAt, cancellationToken, cookieHash: secrets.Hash(secret));
        return new(
            new SessionCookie(session.Id, secret).Write(),
            ConsoleSession.Of(session, @operator, caller.Grants, console.Value.IdleTimeout));
    }
}
