using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tokens;

/// <summary>What a sign-in begins and its tokens stand for: none works longer than it is there.</summary>
public sealed record Session
{
    /// <summary>How long the refresh token before the present one may still come: the answer with the present one may have been lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>At the address of the operator.</summary>
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    /// <summary>The API user that it acts as; null where an operator signed in itself.</summary>
    public AccountId? ApiUserId { get; init; }

    /// <summary>Of the API user's secret that it was begun with, as <see cref="Access.SecretHash.Fingerprint"/>; null without an API user.</summary>
    public string? SecretFingerprint { get; init; }

    /// <summary>The client that its tokens were given to, and that alone may refresh and revoke them.</summary>
    public required string Client { get; init; }

    /// <summary><see cref="Operator.SignInVersion"/> when it was begun; another one by now ends it.</summary>
    public int SignInVersion { get; init; }

    /// <summary>Whether the password it was begun with was a temporary one.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>How often its refresh token was replaced.</summary>
    public int Generation { get; init; }

    /// <summary>When that was last; when it was begun, while it was not.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on none of its tokens works.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What its tokens open.</summary>
    public string Scope => MustChangePassword ? TokenScopes.ChangePassword : TokenScopes.Api;

    public bool WorksAt(DateTimeOffset time) => time < EndsAt;

    /// <summary>Whether its refresh tokens work at a time, with its operator as it is then; null for one that is gone.</summary>
    public bool MayBeRefreshedAt(DateTimeOffset time, Operator? holder) =>
        WorksAt(time) && holder is not null && holder.SignInVersion == SignInVersion && holder.MaySignInAt(time);

    /// <summary>What a refresh token of some generation is at a time.</summary>
    public RefreshTokenState StateOf(int generation, DateTimeOffset time) =>
        generation == Generation ? RefreshTokenState.Current
        : generation == Generation - 1 && time - RotatedAt < Grace ? RefreshTokenState.JustReplaced
        : RefreshTokenState.Reused;
}

public enum RefreshTokenState
{
    Current,

    /// <summary>It was replaced, but perhaps its holder never got the answer.</summary>
    JustReplaced,

    /// <summary>It was replaced long ago: two have it, and one of them should not.</summary>
    Reused,
}
