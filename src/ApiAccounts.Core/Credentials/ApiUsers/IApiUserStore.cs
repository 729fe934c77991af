using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Keeps API users. Each change and its audit entry are one transaction.</summary>
public interface IApiUserStore
{
    /// <summary>How many changes are saved together: each is two rows of a transaction of 100.</summary>
    const int MaxChanges = 49;

    /// <returns>Null when there is none with exactly this id.</returns>
    Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>The same, with the version that <see cref="RotateAsync"/> asks for.</summary>
    Task<Versioned<ApiUser>?> FindVersionedAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Those of one operator, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Those of one partner in one bucket, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);

    /// <summary>The operators that the API users and custom services in one bucket belong to, of all partners, each once; whether they are still there or not.</summary>
    IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken);

    Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes all of the settings and nothing else.</summary>
    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes the secret and the previous one, and nothing else.</summary>
    /// <returns>False when it has changed since it was read, or is gone.</returns>
    Task<bool> RotateAsync(Versioned<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Adds and deletes API users of one bucket, all or none.</summary>
    /// <param name="changes">At most <see cref="MaxChanges"/>, none of the same API user as another.</param>
    /// <returns>The place among the changes of a deletion whose API user is gone; null when all was saved.</returns>
    Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken);

    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Removes those of an operator that is gone, without a word: its own end is in the audit trail.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}

/// <summary>An API user to be added or deleted, with what is written about it.</summary>
/// <param name="Added">Null for a deletion of the audit entry's subject.</param>
public readonly record struct ApiUserChange(ApiUser? Added, AuditEntry Audit);
