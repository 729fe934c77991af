using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>
/// Authenticates the client of a request (RFC 6749, section 2.3): an API user with its credentials, or the console, which has no secret.
/// </summary>
public sealed class OAuthClients(Authentication authentication, IOptions<TokensOptions> options)
{
    private static readonly Error Twice =
        OAuthErrors.InvalidRequest("The client's credentials must be in either the header or the body, not both.");

    internal async Task<Result<TokenClient>> AuthenticateAsync(HttpRequest request, OAuthForm form, CancellationToken cancellationToken)
    {
        if (!Read(request, form).TryGet(out var credentials, out var error)) return error;
        var (id, secret) = credentials;
        if (id == TokenClient.Console)
            return secret.Length == 0 && options.Value.AllowConsole ? new TokenClient(id, ApiUser: null) : OAuthErrors.InvalidClient;
        var verifying = authentication.VerifyClientAsync(request, id, secret, cancellationToken);
        if ((await verifying).TryGet(out var verified, out error))
            return new TokenClient(verified.Caller.Account!.Value.UserName, verified);
        return error.Kind is ErrorKind.Unauthenticated or ErrorKind.Forbidden ? OAuthErrors.InvalidClient : error;
    }

    private static Result<(string Id, string Secret)> Read(HttpRequest request, OAuthForm form)
    {
        var (id, secret) = (form.Find("client_id"), form.Find("client_secret"));
        if (request.Headers.Authorization.Count == 0) return id is null ? OAuthErrors.InvalidClient : (id, secret ?? "");
        if (id is not null || secret is not null) return Twice;
        return Authentication.ReadBasic(request) is { } basic ? basic : OAuthErrors.InvalidClient;
    }
}
