using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// A client of the Marketo dialect that acts with the rights of an API-only operator, through tokens requested with its id and secret.
/// </summary>
public sealed record CustomService
{
    /// <summary>Its client id.</summary>
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The hash from <see cref="SecretHasher"/>. The secret itself is not stored.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The number of secrets it has had, including the current one. A token has the version of its secret.</summary>
    public int SecretVersion { get; init; } = 1;

    /// <summary>When the last token of the current version was issued, to the second; null if there was none.</summary>
    public DateTimeOffset? TokenIssuedAt { get; init; }

    /// <summary>The secret of the previous version; null if it was revoked or there was none.</summary>
    public PreviousSecret? PreviousSecret { get; init; }

    /// <summary>When the last token of the previous version was issued.</summary>
    public DateTimeOffset? PreviousTokenIssuedAt { get; init; }

    /// <summary>Its <see cref="Access.Ceiling"/>; null if its operator or an administrator created its secrets.</summary>
    public string? Ceiling { get; init; }

    public AccountUsage Usage { get; init; } = AccountUsage.None;

    /// <summary>The latest use of a token of the previous secret since the rotation; null if there was none.</summary>
    public DateTimeOffset? PreviousSecretLastUsed => PreviousSecret?.LastUsedIn(Usage);

    /// <summary>Its changeable properties.</summary>
    public CustomServiceSettings Settings => new(Name, Description);

    public CustomService With(CustomServiceSettings settings) => this with { Name = settings.Name, Description = settings.Description };

    /// <summary>Returns the service with a token just issued for one of its secrets.</summary>
    public CustomService WithToken(SecretMatch secret, DateTimeOffset issuedAt) =>
        secret == SecretMatch.Previous ? this with { PreviousTokenIssuedAt = issuedAt } : this with { TokenIssuedAt = issuedAt };
}
