using ApiAccounts.Core.OAuth;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The answer of <c>/oauth/introspect</c> (RFC 7662, section 2.2). Of a token that does not work nothing is told but that.</summary>
/// <param name="Sub">The id of the API user, custom service or operator that acts with it.</param>
/// <param name="TokenType">Absent for a refresh token.</param>
/// <param name="Iat">Seconds since 1970.</param>
/// <param name="Exp">Seconds since 1970.</param>
internal sealed record IntrospectionResponse(
    bool Active, string? Scope = null, string? ClientId = null, string? Sub = null, string? TokenType = null, long? Iat = null, long? Exp = null)
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
