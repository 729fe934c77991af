using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.OAuth;

/// <summary>The answer of <c>/oauth/introspect</c> (RFC 7662, section 2.2). Of a token that does not work nothing is told but that.</summary>
/// <param name="Sub">The id of the API user or operator that acts with it.</param>
/// <param name="TokenType">Absent for a refresh token.</param>
/// <param name="Iat">Seconds since 1970.</param>
/// <param name="Exp">Seconds since 1970.</param>
internal sealed record IntrospectionResponse(
    bool Active, string? Scope = null, string? ClientId = null, string? Sub = null, string? TokenType = null, long? Iat = null, long? Exp = null)
{
    public static IntrospectionResponse Of(InspectedToken? token) => token is not { Session: var session }
        ? new(Active: false)
        : new(
            Active: true,
            session.Scope,
            session.Client,
            (session.ApiUserId ?? session.OperatorId).ToString(),
            token.IsAccess ? TokenResponse.Bearer : null,
            token.IssuedAt.ToUnixTimeSeconds(),
            token.ExpiresAt.ToUnixTimeSeconds());
}
