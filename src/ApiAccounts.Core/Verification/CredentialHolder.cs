using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Verification;

/// <summary>The cached part of an operator that verifies the credentials of its API users and custom services. No password hash.</summary>
internal sealed class CredentialHolder(Operator @operator)
{
    private readonly bool isActive = @operator.Status == OperatorStatus.Active;
    private readonly Grants ownGrants = @operator.OwnGrants();

    private readonly Grants? passwordCeiling = @operator.PasswordCeiling is { } text ? Ceiling.Read(text) : null;

    private readonly GrantingNumbers granting = @operator.NumbersThatGrant();

    public AccountId Id { get; } = @operator.Id;

    public int SignInVersion { get; } = @operator.SignInVersion;

    /// <summary>The first instant at which it may not act; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; } = @operator.ExpiresAt;

    public string FullName { get; } = @operator.FullName;

    public string Email { get; } = @operator.Email;

    /// <summary>Whether it has groups or roles that may grant rights.</summary>
    public bool NeedsPartner => !granting.IsEmpty;

    /// <summary>Whether its password has a <see cref="Ceiling"/>.</summary>
    public bool HasPlantedPassword => passwordCeiling is not null;

    /// <summary>Whether its password, and the sessions that it began, stop because it has more rights than the ceiling.</summary>
    public bool IsPasswordHeld(Grants grants) => passwordCeiling?.Cover(grants) == false;

    /// <param name="partner">Null if <see cref="NeedsPartner"/> is false.</param>
    public Grants GrantsIn(PartnerGrants? partner) => partner?.AddTo(ownGrants, granting) ?? ownGrants;

    public bool MayActAt(DateTimeOffset time) => isActive && (ExpiresAt is null || time < ExpiresAt);
}
