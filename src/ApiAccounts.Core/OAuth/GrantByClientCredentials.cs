using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Issues a token with which an API user acts as itself (RFC 6749, section 4.4). It is valid as long as the secret that requested it.
/// </summary>
public sealed class GrantByClientCredentials(
    IOperatorStore operators, BeginSession begin, IssueTokens issue, TimeProvider clock, IOptions<TokensOptions> options)
{
    private static readonly Error NoApiUser = TokenErrors.UnauthorizedClient("Only an API user may use this grant type.");

    private static readonly Error OperatorDeleted = TokenErrors.InvalidGrant("The operator of the API user was deleted.");

    /// <inheritdoc cref="GrantByPassword.ExecuteAsync"/>
    public async Task<Result<IssuedTokens>> ExecuteAsync(
        TokenClient client, string? scope, string? address, CancellationToken cancellationToken)
    {
        if (client.ApiUser is not { } apiUser) return NoApiUser;
        if (TokenScopes.Refusal(scope, TokenScopes.Api) is { } tooMuch) return tooMuch;
        if (await operators.FindCompleteAsync(apiUser.Caller.Operator, cancellationToken) is not { } found) return OperatorDeleted;
        var caller = apiUser.Caller with { Address = address };
        var endsAt = clock.GetUtcNow() + options.Value.AccessLifetime;
        return issue.For(await begin.ExecuteAsync(caller, found.Value, client, apiUser, endsAt, cancellationToken), apiUser.EndsAt);
    }
}
