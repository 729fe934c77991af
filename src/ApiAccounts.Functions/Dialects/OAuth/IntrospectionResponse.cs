using ApiAccounts.Core.OAuth;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The response of <c>/oauth/introspect</c> (RFC 7662, section 2.2). For an inactive token it has <c>active</c> only.</summary>
/// <param name="Sub">The id of the API user, custom service or operator that the token is for.</param>
/// <param name="TokenType">Absent for a refresh token.</param>
/// <param name="Iat">Seconds since 1970.</param>
/// <param name="Exp">Seconds since 1970.</param>
internal sealed record IntrospectionResponse(
    bool Active,
    string? Scope = null,
    string? ClientId = null,
    string? Sub = null,
    string? TokenType = null,
    long? Iat = null,
    long? Exp = null)
{
    public static IntrospectionResponse Of(IntrospectedToken? token) => token is null
        ? new(Active: false)
        : new(
            Active: true,
            token.Scope,
            token.Client,
            token.Subject.ToString(),
            token.IsAccess ? TokenResponse.Bearer : null,
            token.IssuedAt.ToUnixTimeSeconds(),
            token.ExpiresAt.ToUnixTimeSeconds());
}
