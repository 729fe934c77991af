using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Stores API users. Each change and its audit entry are one transaction.</summary>
public interface IApiUserStore
{
    /// <summary>The maximum number of changes saved together. Each takes two rows of a transaction of 100.</summary>
    const int MaxChanges = 49;

    /// <returns>Null if there is none with exactly this id.</returns>
    Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Finds it with the version that <see cref="RotateAsync"/> requires.</summary>
    Task<Versioned<ApiUser>?> FindVersionedAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Lists the API users of one operator, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Lists the API users of one partner in one bucket, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the owners of the API users and custom services in one bucket, of all partners, each once. Includes deleted operators.
    /// </summary>
    IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken);

    Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False if there is none with exactly this id.</returns>
    Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes all settings and nothing else.</summary>
    /// <returns>False if there is none with exactly this id.</returns>
    Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Writes the current and the previous secret and their ceiling, and nothing else.</summary>
    /// <returns>False if it has changed since it was read, or was deleted.</returns>
    Task<bool> RotateAsync(Versioned<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Adds and deletes API users of one bucket, in one transaction.</summary>
    /// <param name="changes">At most <see cref="MaxChanges"/>, of different API users.</param>
    /// <returns>The index of a deletion whose API user does not exist; null if all was saved.</returns>
    Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken);

    /// <returns>False if there is none with exactly this id.</returns>
    Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes the API users of exactly this deleted operator, without audit entries: the operator's deletion has one.</summary>
    /// <returns>The number of deleted API users.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}

/// <summary>An API user to add or delete, with its audit entry.</summary>
/// <param name="Added">Null for a deletion of the audit entry's subject.</param>
public readonly record struct ApiUserChange(ApiUser? Added, AuditEntry Audit);
