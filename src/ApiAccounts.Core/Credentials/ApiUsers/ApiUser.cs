using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>A credential of an operator, with its recorded usage.</summary>
public sealed record ApiUser
{
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required string Description { get; init; }

    public ApiUserType Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The hash from <see cref="SecretHasher"/>. The secret itself is not stored.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The secret from before the last rotation; null if it was revoked or there was none.</summary>
    public PreviousSecret? PreviousSecret { get; init; }

    /// <summary>Its <see cref="Access.Ceiling"/>; null if its operator or an administrator created its secrets.</summary>
    public string? Ceiling { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>The first instant at which it is invalid; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its limit on one instance; null for the default of the settings.</summary>
    public RateLimit? RateLimit { get; init; }

    public AccountUsage Usage { get; init; } = AccountUsage.None;

    /// <summary>27 letters and digits.</summary>
    public string UserName => Id.UserName;

    /// <summary>Its changeable properties.</summary>
    public ApiUserSettings Settings => new(Description, Type, IsEnabled, ExpiresAt, RateLimit);

    /// <summary>The latest use of the previous secret since the rotation that made it previous; null if there was none.</summary>
    public DateTimeOffset? PreviousSecretLastUsed => PreviousSecret?.LastUsedIn(Usage);

    public ApiUser With(ApiUserSettings settings) => this with
    {
        Description = settings.Description,
        Type = settings.Type,
        IsEnabled = settings.IsEnabled,
        ExpiresAt = settings.ExpiresAt,
        RateLimit = settings.RateLimit,
    };

    public bool WorksAt(DateTimeOffset time) => IsEnabled && (ExpiresAt is null || time < ExpiresAt);
}
