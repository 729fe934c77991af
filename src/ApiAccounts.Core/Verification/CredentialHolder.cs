using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.Verification;

/// <summary>What is held of an operator to verify the credentials of its API users; no password hash among it.</summary>
internal sealed class CredentialHolder(Operator @operator)
{
    private readonly bool isActive = @operator.Status == OperatorStatus.Active;
    private readonly DateTimeOffset? expiresAt = @operator.ExpiresAt;

    public AccountId Id { get; } = @operator.Id;

    public string FullName { get; } = @operator.FullName;

    public ImmutableHashSet<Permission> Permissions { get; } = @operator.Permissions;

    public bool MayActAt(DateTimeOffset time) => isActive && (expiresAt is null || time < expiresAt);
}
