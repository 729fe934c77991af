using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The response of <c>/oauth/token</c> (RFC 6749, section 5.1).</summary>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenResponse(string AccessToken, string TokenType, string? RefreshToken, int ExpiresIn, string Scope)
{
    public const string Bearer = "bearer";

    public static TokenResponse Of(IssuedTokens issued) =>
        new(issued.AccessToken, Bearer, issued.RefreshToken, (int)Math.Ceiling(issued.Lifetime.TotalSeconds), issued.Scope);
}
