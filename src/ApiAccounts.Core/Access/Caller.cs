using System.Globalization;

namespace ApiAccounts.Core.Access;

/// <summary>The caller: an operator, or an API user or custom service that acts with the rights of its operator.</summary>
/// <param name="Operator">The operator whose rights apply.</param>
/// <param name="OperatorName">The full name of the operator, for responses.</param>
/// <param name="Grants">The rights beyond the caller's own account. An administrator has all of them.</param>
/// <param name="Account">The API user or custom service whose credentials were used; null for the operator itself.</param>
/// <param name="Address">The network address that sent the request, for the audit trail.</param>
public sealed record Caller(
    AccountId Operator, string OperatorName, Grants Grants, AccountId? Account = null, string? Address = null)
{
    /// <inheritdoc cref="Caller"/>
    public AccountId Operator { get; } = Operator;

    /// <inheritdoc cref="Caller"/>
    public AccountId? Account { get; } = Account;

    /// <summary>
    /// Whoever calls: the API user or custom service, or the operator that signed in itself. Its use is counted and limited, and it is on
    /// record for what it does.
    /// </summary>
    public AccountId Actor => Account ?? Operator;

    /// <summary>The id as text, created once for all requests of a credential.</summary>
    public string OperatorText { get; } = Operator.ToString();

    /// <inheritdoc cref="OperatorText"/>
    public string AccountText { get; } = Account?.ToString() ?? "";

    /// <inheritdoc cref="OperatorText"/>
    public string PartnerText { get; } = Operator.Pid.ToString(CultureInfo.InvariantCulture);

    public uint Pid => Operator.Pid;

    /// <summary>Whether a custom service's token was used.</summary>
    public bool IsCustomService => Account is { Kind: AccountKind.CustomService };

    /// <summary>Whether the caller used the secret from before the last rotation, which stays valid for a grace period.</summary>
    public bool UsedPreviousSecret { get; init; }

    /// <summary>The session whose token was used; null for credentials.</summary>
    public AccountId? Session { get; init; }

    /// <summary>Whether the caller signed in with a temporary password and may only choose a new one.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>When the API user whose credentials or token were used expires; null for never, and without an API user.</summary>
    public DateTimeOffset? CredentialEndsAt { get; init; }

    /// <summary>When the access of the operator expires; null for never.</summary>
    public DateTimeOffset? AccessEndsAt { get; init; }

    /// <summary>Whether the credential that was used has a <see cref="Ceiling"/>. What it creates has one too.</summary>
    public bool IsPlanted { get; init; }

    /// <summary>The API user's own limit; null for the default.</summary>
    public RateLimit? RateLimit { get; init; }

    public bool May(Permission permission) => Grants.Allow(permission);

    /// <summary>Whether the caller may do something with what an operator of its partner, itself or another, owns.</summary>
    public bool May(Permission permission, uint userId) => userId == Operator.UserId || Grants.Allow(permission, userId);
}
