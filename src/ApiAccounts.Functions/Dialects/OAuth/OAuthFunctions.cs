using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary><c>/oauth</c>: issues tokens (RFC 6749), revokes them (RFC 7009) and introspects them (RFC 7662).</summary>
public sealed class OAuthFunctions(
    Api api,
    OAuthClients clients,
    GrantByPassword byPassword,
    GrantByRefreshToken byRefreshToken,
    GrantByClientCredentials byClientCredentials,
    RevokeToken revoke,
    IntrospectToken introspect,
    ClientAddress addresses)
{
    [Function(nameof(OAuthIntrospect))]
    public Task<IResult> OAuthIntrospect(
        [HttpTrigger(Anonymous, "post", Route = "oauth/introspect")] HttpRequest request, CancellationToken cancellationToken) =>
        As(
            request,
            (client, form) => IntrospectAsync(client, form, cancellationToken),
            found => TypedResults.Json(found, OAuthJson.Default.IntrospectionResponse),
            cancellationToken);

    [Function(nameof(OAuthRevoke))]
    public Task<IResult> OAuthRevoke(
        [HttpTrigger(Anonymous, "post", Route = "oauth/revoke")] HttpRequest request, CancellationToken cancellationToken) =>
        As(
            request,
            (client, form) => RevokeAsync(client, form, addresses.Of(request), cancellationToken),
            _ => TypedResults.Json(new RevokedResponse(), OAuthJson.Default.RevokedResponse),
            cancellationToken);

    [Function(nameof(OAuthToken))]
    public Task<IResult> OAuthToken(
        [HttpTrigger(Anonymous, "post", Route = "oauth/token")] HttpRequest request, CancellationToken cancellationToken) =>
        As(
            request,
            (client, form) => GrantAsync(client, form, addresses.Of(request), cancellationToken),
            issued => TypedResults.Json(TokenResponse.Of(issued), OAuthJson.Default.TokenResponse),
            cancellationToken);

    private async Task<Result<IssuedTokens>> GrantAsync(
        TokenClient client, OAuthForm form, string? address, CancellationToken cancellationToken)
    {
        if (!form.Require("grant_type").TryGet(out var grantType, out var error)) return error;
        var scope = form.Find("scope");
        switch (grantType)
        {
            case "password":
                if (!form.Require("username").TryGet(out var userName, out error)) return error;
                if (!form.Require("password").TryGet(out var password, out error)) return error;
                return await byPassword.ExecuteAsync(client, userName, password, scope, address, cancellationToken);
            case "refresh_token":
                if (!form.Require("refresh_token").TryGet(out var refreshToken, out error)) return error;
                return await byRefreshToken.ExecuteAsync(client, refreshToken, scope, address, cancellationToken);
            case "client_credentials":
                return await byClientCredentials.ExecuteAsync(client, scope, address, cancellationToken);
            default:
                return OAuthErrors.UnsupportedGrantType;
        }
    }

    private Task<Result<Unit>> RevokeAsync(TokenClient client, OAuthForm form, string? address, CancellationToken cancellationToken) =>
        form.Require("token").ThenAsync(token => revoke.ExecuteAsync(client, token, address, cancellationToken));

    private async Task<Result<IntrospectionResponse>> IntrospectAsync(
        TokenClient client, OAuthForm form, CancellationToken cancellationToken)
    {
        if (client.ApiUser is not { } apiUser) return OAuthErrors.InvalidClient;
        if (!form.Require("token").TryGet(out var token, out var error)) return error;
        return IntrospectionResponse.Of(await introspect.ExecuteAsync(apiUser.Caller, token, cancellationToken));
    }

    private async Task<IResult> As<T>(
        HttpRequest request,
        Func<TokenClient, OAuthForm, Task<Result<T>>> operation,
        Func<T, IResult> answer,
        CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Pragma = "no-cache"; // every response has Cache-Control: no-store already
        var result = await OAuthForm.ReadAsync(request, cancellationToken).ThenAsync(form =>
            clients.AuthenticateAsync(request, form, cancellationToken).ThenAsync(client => operation(client, form)));
        return api.Answer(request, result, answer);
    }
}
