using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Verification;

/// <summary>What is held of an operator to verify the credentials of its API users and custom services; no password hash among it.</summary>
internal sealed class CredentialHolder(Operator @operator)
{
    private readonly bool isActive = @operator.Status == OperatorStatus.Active;
    private readonly DateTimeOffset? expiresAt = @operator.ExpiresAt;
    private readonly Grants ownGrants = @operator.OwnGrants();

    private readonly GrantingNumbers granting = @operator.NumbersThatGrant();

    public AccountId Id { get; } = @operator.Id;

    public int SignInVersion { get; } = @operator.SignInVersion;

    public string FullName { get; } = @operator.FullName;

    public string Email { get; } = @operator.Email;

    /// <summary>Whether it has groups or roles that may grant it something.</summary>
    public bool NeedsPartner => !granting.IsEmpty;

    /// <param name="partner">Null where it needs none.</param>
    public Grants GrantsIn(PartnerGrants? partner) => partner?.AddTo(ownGrants, granting) ?? ownGrants;

    public bool MayActAt(DateTimeOffset time) => isActive && (expiresAt is null || time < expiresAt);
}
