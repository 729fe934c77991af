using ApiAccounts.Core.Kernel.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ApiAccounts.Core.Tokens;

/// <summary>
/// Writes and reads tokens: JWTs (RFC 7519) signed with HMAC-SHA-256 by the key with the highest number. Different types prevent the
/// use of an access token (RFC 9068) as a refresh token. A token names its session or custom service, whose row has the rights.
/// </summary>
public sealed class TokenSigner
{
    /// <summary>Characters. The issued tokens have about 500.</summary>
    private const int MaxLength = 2_048;

    private const string Issuer = "api-accounts";
    private const string AccessType = "at+jwt";
    private const string RefreshType = "rt+jwt";
    private const string SessionClaim = "sid";
    private const string ClientClaim = "client_id";
    private const string ScopeClaim = "scope";
    private const string GenerationClaim = "gen";
    private const string VersionClaim = "ver";

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength, SetDefaultTimesOnTokenCreation = false };
    private readonly Dictionary<string, SymmetricSecurityKey> keys;
    private readonly SigningCredentials signing;
    private readonly TokenValidationParameters access;
    private readonly TokenValidationParameters refresh;

    public TokenSigner(IOptions<TokensOptions> options)
    {
        keys = options.Value.SigningKeys.ToDictionary(
            key => key.Key, key => new SymmetricSecurityKey(Convert.FromBase64String(key.Value)) { KeyId = key.Key });
        var highest = NumberedKeys.Highest(keys.Keys) ?? throw new InvalidOperationException("Tokens__SigningKeys__1 is not set.");
        signing = new(keys[highest], SecurityAlgorithms.HmacSha256);
        access = ParametersOf(AccessType);
        refresh = ParametersOf(RefreshType);
    }

    public string WriteAccess(Session session, DateTimeOffset issuedAt, DateTimeOffset expiresAt) => Write(
        AccessType,
        issuedAt,
        expiresAt,
        new()
        {
            [JwtRegisteredClaimNames.Sub] = (session.ApiUserId ?? session.OperatorId).ToString(),
            [SessionClaim] = session.Id.ToString(),
            [ClientClaim] = session.Client,
            [ScopeClaim] = session.Scope,
        });

    /// <summary>Writes an access token of a custom service. The same arguments give the same token.</summary>
    /// <param name="version">The version of the secret that the token was requested with.</param>
    /// <param name="issuedAt">In whole seconds.</param>
    public string WriteAccess(AccountId service, int version, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        var id = service.ToString();
        return Write(
            AccessType,
            issuedAt,
            expiresAt,
            new()
            {
                [JwtRegisteredClaimNames.Sub] = id,
                [SessionClaim] = id,
                [ClientClaim] = id,
                [ScopeClaim] = TokenScopes.Api,
                [VersionClaim] = version,
            });
    }

    public string WriteRefresh(Session session, DateTimeOffset issuedAt) => Write(
        RefreshType,
        issuedAt,
        session.EndsAt,
        new()
        {
            [SessionClaim] = session.Id.ToString(),
            [GenerationClaim] = session.Generation,
        });

    /// <returns>Null if the token was not issued by this service. An expired token is returned.</returns>
    public async ValueTask<AccessToken?> ReadAccessAsync(string token) =>
        await ValidateAsync(token, access) is { } jwt && TryRead(jwt, out var origin, out var issuedAt, out var expiresAt)
            ? ReadAccess(jwt, origin, issuedAt, expiresAt)
            : null;

    /// <inheritdoc cref="ReadAccessAsync"/>
    public async ValueTask<RefreshToken?> ReadRefreshAsync(string token) =>
        await ValidateAsync(token, refresh) is { } jwt && TryRead(jwt, out var session, out var issuedAt, out var expiresAt)
        && session.Kind == AccountKind.Session && jwt.TryGetPayloadValue<int>(GenerationClaim, out var generation)
            ? new(session, generation, issuedAt, expiresAt)
            : null;

    private static AccessToken? ReadAccess(JsonWebToken jwt, AccountId origin, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        if (origin.Kind == AccountKind.Session) return new(origin, Version: null, issuedAt, expiresAt);
        return origin.Kind == AccountKind.CustomService && jwt.TryGetPayloadValue<int>(VersionClaim, out var version)
            ? new(origin, version, issuedAt, expiresAt)
            : null;
    }

    private static bool TryRead(JsonWebToken jwt, out AccountId origin, out DateTimeOffset issuedAt, out DateTimeOffset expiresAt)
    {
        (origin, issuedAt, expiresAt) = (default, default, default);
        if (!jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out var issued)
            || !jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var expires)) return false;
        (issuedAt, expiresAt) = (DateTimeOffset.FromUnixTimeSeconds(issued), DateTimeOffset.FromUnixTimeSeconds(expires));
        return jwt.TryGetPayloadValue<string>(SessionClaim, out var text) && AccountId.TryParse(text, out origin);
    }

    private string Write(string type, DateTimeOffset issuedAt, DateTimeOffset expiresAt, Dictionary<string, object> claims) =>
        handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = issuedAt.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = claims,
            SigningCredentials = signing,
        });

    private async ValueTask<JsonWebToken?> ValidateAsync(string token, TokenValidationParameters parameters)
    {
        if (token.Length > MaxLength) return null;
        var validated = await handler.ValidateTokenAsync(token, parameters);
        return validated.IsValid ? (JsonWebToken)validated.SecurityToken : null;
    }

    /// <summary>Uses only the key that the header names. The caller checks the expiry, by the clock of this service.</summary>
    private TokenValidationParameters ParametersOf(string type) => new()
    {
        ValidTypes = [type],
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        TryAllIssuerSigningKeys = false,
        IssuerSigningKeyResolver = (_, _, keyId, _) => keyId is not null && keys.TryGetValue(keyId, out var key) ? [key] : [],
        ValidateLifetime = false,
    };
}

/// <summary>The content of an access token.</summary>
/// <param name="Origin">The session or the custom service that it belongs to.</param>
/// <param name="Version">The version of the custom service's secret that it was requested with; null for a session.</param>
public sealed record AccessToken(AccountId Origin, int? Version, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>The content of a refresh token.</summary>
public sealed record RefreshToken(AccountId Session, int Generation, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
