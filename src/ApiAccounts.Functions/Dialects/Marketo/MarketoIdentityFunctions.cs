using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Functions.Dialects.OAuth;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary><c>/identity/oauth/token</c>: access tokens for custom services.</summary>
public sealed class MarketoIdentityFunctions(Api api, GrantServiceToken grant, ClientAddress addresses)
{
    private static readonly string[] Parameters = ["grant_type", "client_id", "client_secret"];

    private static readonly Error UnsupportedGrantType =
        OAuthErrors.UnsupportedGrantType with { Message = "The grant_type must be client_credentials." };

    [Function(nameof(MarketoToken))]
    public async Task<IResult> MarketoToken(
        [HttpTrigger(Anonymous, "get", "head", "post", Route = "identity/oauth/token")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Pragma = "no-cache"; // every response has Cache-Control: no-store already
        return api.Answer(
            request,
            await GrantAsync(request, cancellationToken),
            issued => TypedResults.Json(TokenResponse.Of(issued), OAuthJson.Default.TokenResponse));
    }

    private async Task<Result<IssuedTokens>> GrantAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(request, cancellationToken)).TryGet(out var form, out var error)) return error;
        if (!form.Require("grant_type").TryGet(out var grantType, out error)) return error;
        if (grantType != "client_credentials") return UnsupportedGrantType;
        if (!ClientCredentials.Read(request, form).TryGet(out var credentials, out error)) return error;
        return await grant.ExecuteAsync(credentials.Id, credentials.Secret, addresses.Of(request), cancellationToken);
    }

    private static async Task<Result<OAuthForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method) || !OAuthForm.IsForm(request)) return OAuthForm.OfQuery(request);
        if (!(await OAuthForm.ReadAsync(request, cancellationToken)).TryGet(out var form, out var error)) return error;
        if (!Array.Exists(Parameters, request.Query.ContainsKey)) return form;
        return Array.Exists(Parameters, name => form.Find(name) is not null)
            ? OAuthErrors.InvalidRequest("The parameters must be in either the query or the body, not both.")
            : OAuthForm.OfQuery(request);
    }
}
