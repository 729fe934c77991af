using ApiAccounts.Core.Tokens;
using Microsoft.AspNetCore.HttpOverrides;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary><c>/.well-known/oauth-authorization-server</c>: the addresses and abilities of <c>/oauth</c> (RFC 8414).</summary>
public sealed class OAuthMetadataFunctions(IOptions<TokensOptions> tokens, IOptions<HttpOptions> http)
{
    [Function(nameof(OAuthMetadata))]
    public Task<IResult> OAuthMetadata(
        [HttpTrigger(Anonymous, "get", "head", Route = ".well-known/oauth-authorization-server")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult<IResult>(TypedResults.Json(
            MetadataResponse.Of(IssuerOf(request), tokens.Value.AllowConsole), OAuthJson.Default.MetadataResponse));

    /// <summary>Returns the address that the caller used. A trusted proxy may have ended the caller's TLS.</summary>
    private string IssuerOf(HttpRequest request)
    {
        var forwarded = request.Headers[ForwardedHeadersDefaults.XForwardedProtoHeaderName].ToString();
        var isSecure = request.IsHttps || http.Value.TrustedProxies > 0 && forwarded is "https";
        return $"{(isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{request.Host.ToUriComponent()}";
    }
}
