using System.Globalization;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Access;

/// <summary>Who is asking: an operator, or an API user or custom service that acts with the rights of its operator.</summary>
/// <param name="Operator">The operator whose rights count.</param>
/// <param name="OperatorName">Its full name, for answers that show it.</param>
/// <param name="Grants">What it may do beyond its own; an administrator has them all.</param>
/// <param name="Account">The API user or custom service whose credentials were used; null for the operator itself.</param>
/// <param name="Address">The network address the request came from, for the audit trail.</param>
public sealed record Caller(
    AccountId Operator, string OperatorName, Grants Grants, AccountId? Account = null, string? Address = null)
{
    /// <inheritdoc cref="Caller"/>
    public AccountId Operator { get; } = Operator;

    /// <inheritdoc cref="Caller"/>
    public AccountId? Account { get; } = Account;

    /// <summary>The ids as text, made once for all the requests of a credential.</summary>
    public string OperatorText { get; } = Operator.ToString();

    /// <inheritdoc cref="OperatorText"/>
    public string AccountText { get; } = Account?.ToString() ?? "";

    /// <inheritdoc cref="OperatorText"/>
    public string PartnerText { get; } = Operator.Pid.ToString(CultureInfo.InvariantCulture);

    public uint Pid => Operator.Pid;

    /// <summary>Whether a custom service's token was used.</summary>
    public bool IsCustomService => Account is { Kind: AccountKind.CustomService };

    /// <summary>Whether it came with the secret from before the last rotation, which lives on for a while.</summary>
    public bool UsedPreviousSecret { get; init; }

    /// <summary>The session whose token was used; null for credentials.</summary>
    public AccountId? Session { get; init; }

    /// <summary>Whether it signed in with a temporary password, and may do nothing but choose another.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>The API user's own; null for the default.</summary>
    public RateLimit? RateLimit { get; init; }

    public bool May(Permission permission) => Grants.Allow(permission);

    /// <summary>Whether it may do something with what an operator of its partner owns, itself or another.</summary>
    public bool May(Permission permission, uint userId) => userId == Operator.UserId || Grants.Allow(permission, userId);
}
