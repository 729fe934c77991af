using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>A client of the Marketo dialect that acts with the rights of an API-only operator, through tokens that it asks for with its id and secret.</summary>
public sealed record CustomService
{
    /// <summary>Its client id.</summary>
    public required AccountId Id { get; init; }

    public required AccountId OperatorId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>As <see cref="SecretHasher"/> made it. The secret itself is kept nowhere.</summary>
    public required string SecretHash { get; init; }

    /// <summary>How many secrets it has had, the present one among them. A token is of the version that it was asked for with.</summary>
    public int SecretVersion { get; init; } = 1;

    /// <summary>When the last token of the present version was issued, to the second; null while there was none.</summary>
    public DateTimeOffset? TokenIssuedAt { get; init; }

    /// <summary>The secret of the version before; null when there is none that was to live on.</summary>
    public PreviousSecret? PreviousSecret { get; init; }

    /// <summary>The same as <see cref="TokenIssuedAt"/>, of the version before.</summary>
    public DateTimeOffset? PreviousTokenIssuedAt { get; init; }

    public AccountUsage Usage { get; init; } = AccountUsage.None;

    /// <summary>The latest use of a token of the previous secret since that became previous; null when none was seen.</summary>
    public DateTimeOffset? PreviousSecretLastUsed => PreviousSecret?.LastUsedIn(Usage);

    /// <summary>What may be changed of it.</summary>
    public CustomServiceSettings Settings => new(Name, Description);

    public CustomService With(CustomServiceSettings settings) => this with { Name = settings.Name, Description = settings.Description };

    /// <summary>The same service with a token just issued to whoever had one of its secrets.</summary>
    public CustomService WithToken(SecretMatch secret, DateTimeOffset issuedAt) =>
        secret == SecretMatch.Previous ? this with { PreviousTokenIssuedAt = issuedAt } : this with { TokenIssuedAt = issuedAt };
}
