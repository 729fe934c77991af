using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The metadata of the authorization server (RFC 8414, section 2).</summary>
/// <param name="Issuer">The address of the service, without a slash at its end.</param>
/// <param name="ResponseTypesSupported">Empty: there is no authorization endpoint.</param>
internal sealed record MetadataResponse(
    string Issuer,
    string TokenEndpoint,
    IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    string RevocationEndpoint,
    IReadOnlyList<string> RevocationEndpointAuthMethodsSupported,
    string IntrospectionEndpoint,
    IReadOnlyList<string> IntrospectionEndpointAuthMethodsSupported,
    IReadOnlyList<string> GrantTypesSupported,
    IReadOnlyList<string> ResponseTypesSupported,
    IReadOnlyList<string> ScopesSupported)
{
    private static readonly string[] WithSecret = ["client_secret_basic", "client_secret_post"];

    /// <param name="allowsConsole">Whether there is a client without a secret.</param>
    public static MetadataResponse Of(string issuer, bool allowsConsole)
    {
        string[] methods = allowsConsole ? [.. WithSecret, "none"] : WithSecret;
        return new(
            issuer,
            $"{issuer}/oauth/token",
            methods,
            $"{issuer}/oauth/revoke",
            methods,
            $"{issuer}/oauth/introspect",
            WithSecret,
            ["password", "refresh_token", "client_credentials"],
            [],
            [TokenScopes.Api, TokenScopes.ChangePassword]);
    }
}

/// <summary>The response of <c>/oauth/revoke</c>: an empty object, for clients that parse every response as JSON.</summary>
internal sealed record RevokedResponse;
