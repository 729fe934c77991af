using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>A credential that an operator holds, with what is known of its use.</summary>
public sealed record ApiUser
{
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required string Description { get; init; }

    public ApiUserType Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>As <see cref="Access.SecretHasher"/> made it. The secret itself is kept nowhere.</summary>
    public required string SecretHash { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>From this instant on it does not work; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public AccountUsage Usage { get; init; } = AccountUsage.None;

    /// <summary>27 letters and digits.</summary>
    public string UserName => Id.UserName;

    public bool WorksAt(DateTimeOffset time) => IsEnabled && (ExpiresAt is null || time < ExpiresAt);
}
