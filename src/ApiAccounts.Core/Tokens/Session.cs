using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Tokens;

/// <summary>A sign-in and its tokens. No token outlives its session.</summary>
public sealed record Session
{
    /// <summary>How long the previous refresh token is still accepted: the response with the current one may have been lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Contains the partition of the operator.</summary>
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    /// <summary>The API user that the session acts as; null if an operator signed in itself.</summary>
    public AccountId? ApiUserId { get; init; }

    /// <summary>
    /// The <see cref="Access.SecretHash.Fingerprint"/> of the API user's secret that began the session; null without an API user.
    /// </summary>
    public string? SecretFingerprint { get; init; }

    /// <summary>The client that received its tokens. Only this client can refresh and revoke them.</summary>
    public required string Client { get; init; }

    /// <summary>The <see cref="Operator.SignInVersion"/> at the sign-in. The session is invalid once the operator's differs.</summary>
    public int SignInVersion { get; init; }

    /// <summary>
    /// The hash, from <see cref="Access.SecretHasher"/>, of the secret in its cookie; null if it has tokens in place of a cookie.
    /// </summary>
    public string? CookieHash { get; init; }

    /// <summary>The network address of the sign-in; null if unknown.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the operator signed in with a temporary password.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>The number of times its refresh token was replaced.</summary>
    public int Generation { get; init; }

    /// <summary>The last time its refresh token was replaced; initially the time of the sign-in.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last recorded use of its cookie, which is not recorded each time; null if it has none.</summary>
    public DateTimeOffset? CookieUsedAt { get; init; }

    /// <summary>The first instant at which none of its tokens is valid.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The last known use: of its cookie, or of a refresh token.</summary>
    public DateTimeOffset LastUsedAt => CookieUsedAt ?? RotatedAt;

    /// <summary>The scope of its tokens.</summary>
    public string Scope => MustChangePassword ? TokenScopes.ChangePassword : TokenScopes.Api;

    public bool WorksAt(DateTimeOffset time) => time < EndsAt;

    /// <summary>Whether its refresh tokens are valid at a time. The operator is the current one; null if it was deleted.</summary>
    public bool MayBeRefreshedAt(DateTimeOffset time, Operator? holder) =>
        WorksAt(time) && holder is not null && holder.SignInVersion == SignInVersion && holder.MaySignInAt(time);

    /// <summary>Returns the state of a generation's refresh token at a time.</summary>
    public RefreshTokenState StateOf(int generation, DateTimeOffset time) =>
        generation == Generation ? RefreshTokenState.Current
        : generation == Generation - 1 && time - RotatedAt < Grace ? RefreshTokenState.JustReplaced
        : RefreshTokenState.Reused;
}

public enum RefreshTokenState
{
    Current,

    /// <summary>It was replaced recently; its client may not have received the response.</summary>
    JustReplaced,

    /// <summary>It was replaced long ago: two parties have it, and one of them must have stolen it.</summary>
    Reused,
}
