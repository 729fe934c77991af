using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// Stores custom services. Each change and its audit entry are one transaction. <see cref="IUsageStore"/> stores their usage.
/// </summary>
public interface ICustomServiceStore
{
    /// <returns>Null if there is none with exactly this id.</returns>
    Task<Versioned<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Lists the custom services of one operator, in the order of their ids.</summary>
    IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Lists the custom services of one partner in one bucket, in the order of their ids.</summary>
    IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);

    Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes all settings and nothing else.</summary>
    /// <returns>False if there is none with exactly this id.</returns>
    Task<bool> ChangeAsync(AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes the current and the previous secret and the times of their tokens, and nothing else.</summary>
    /// <returns>False if it has changed since it was read, or was deleted.</returns>
    Task<bool> RotateAsync(Versioned<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes when tokens were issued, and nothing else. Not announced, because it invalidates no token and no secret.</summary>
    /// <inheritdoc cref="RotateAsync"/>
    Task<bool> IssueTokenAsync(Versioned<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False if there is none with exactly this id.</returns>
    Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes the custom services of a deleted operator, without audit entries: the operator's deletion has one.</summary>
    /// <returns>The number of deleted custom services.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}
