using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>
/// Authenticates the client of a request (RFC 6749, section 2.3): an API user with its credentials, or the console, which has no secret.
/// </summary>
public sealed class OAuthClients(Authentication authentication, IOptions<TokensOptions> options)
{
    internal async Task<Result<TokenClient>> AuthenticateAsync(HttpRequest request, OAuthForm form, CancellationToken cancellationToken)
    {
        if (!ClientCredentials.Read(request, form).TryGet(out var credentials, out var error)) return error;
        if (credentials.Id is not { } id) return OAuthErrors.InvalidClient;
        var secret = credentials.Secret ?? "";
        if (id == TokenClient.Console)
            return secret.Length == 0 && options.Value.AllowConsole ? new TokenClient(id, ApiUser: null) : OAuthErrors.InvalidClient;
        var verifying = authentication.VerifyClientAsync(request, id, secret, cancellationToken);
        if ((await verifying).TryGet(out var verified, out error))
            return new TokenClient(verified.Caller.Account!.Value.UserName, verified);
        return error.Kind is ErrorKind.Unauthenticated or ErrorKind.Forbidden ? OAuthErrors.InvalidClient : error;
    }
}
