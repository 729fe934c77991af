using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Keeps custom services. Each change and its audit entry are one transaction. Their usage is kept by <see cref="IUsageStore"/>.</summary>
public interface ICustomServiceStore
{
    /// <returns>Null when there is none with exactly this id.</returns>
    Task<Versioned<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Those of one operator, in the order of their ids.</summary>
    IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Those of one partner in one bucket, in the order of their ids.</summary>
    IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);

    Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes all of the settings and nothing else.</summary>
    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> ChangeAsync(AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes the secret, the previous one and when tokens of them were issued, and nothing else.</summary>
    /// <returns>False when it has changed since it was read, or is gone.</returns>
    Task<bool> RotateAsync(Versioned<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes when tokens were issued, and nothing else. Nobody is told: no token and no secret stops working by it.</summary>
    /// <inheritdoc cref="RotateAsync"/>
    Task<bool> IssueTokenAsync(Versioned<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Removes those of an operator that is gone, without a word: its own end is in the audit trail.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}
