using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.Verification;

/// <summary>What is held of an operator to verify the credentials of its API users and custom services; no password hash among it.</summary>
internal sealed class CredentialHolder(Operator @operator)
{
    private readonly bool isActive = @operator.Status == OperatorStatus.Active;
    private readonly DateTimeOffset? expiresAt = @operator.ExpiresAt;
    private readonly Grants ownGrants = @operator.OwnGrants();

    /// <summary>None for most, and none that matters for an administrator.</summary>
    private readonly ImmutableSortedSet<uint> groups = @operator.GroupsThatGrant();

    public AccountId Id { get; } = @operator.Id;

    public int SignInVersion { get; } = @operator.SignInVersion;

    public string FullName { get; } = @operator.FullName;

    public string Email { get; } = @operator.Email;

    public bool HasGroups => !groups.IsEmpty;

    /// <param name="partnerGroups">Null where it has no groups.</param>
    public Grants GrantsIn(PartnerGroups? partnerGroups) => partnerGroups?.AddTo(ownGrants, groups) ?? ownGrants;

    public bool MayActAt(DateTimeOffset time) => isActive && (expiresAt is null || time < expiresAt);
}
