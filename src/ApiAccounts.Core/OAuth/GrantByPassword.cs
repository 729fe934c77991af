using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>Signs an operator in with its user name and password and issues tokens (RFC 6749, section 4.3).</summary>
public sealed class GrantByPassword(
    SignInOperator signIn, BeginSession begin, IssueTokens issue, TimeProvider clock, IOptions<TokensOptions> options)
{
    /// <param name="scope">The requested scope; null for the available one.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<IssuedTokens>> ExecuteAsync(
        TokenClient client, string userName, string password, string? scope, string? address, CancellationToken cancellationToken)
    {
        if (!(await signIn.ExecuteAsync(userName, password, address, cancellationToken)).TryGet(out var signedIn, out var refusal))
            return refusal.Kind == ErrorKind.Unauthenticated ? TokenErrors.WrongPassword : refusal;
        var (@operator, caller) = signedIn;

        // The same error, so that a client cannot discover operators of another partner.
        if (client.ApiUser is { } apiUser && apiUser.Caller.Pid != @operator.Id.Pid) return TokenErrors.WrongPassword;
        var available = caller.MustChangePassword ? TokenScopes.ChangePassword : TokenScopes.Api;
        if (TokenScopes.Refusal(scope, available) is { } tooMuch) return tooMuch;

        var endsAt = Expiry.Earliest(clock.GetUtcNow() + options.Value.SessionLifetime, @operator.TemporaryPasswordEndsAt);
        var session = await begin.ExecuteAsync(caller, @operator, client, actingAs: null, endsAt, cancellationToken);
        return issue.For(session, Expiry.Earliest(@operator.ExpiresAt, @operator.TemporaryPasswordEndsAt));
    }
}
