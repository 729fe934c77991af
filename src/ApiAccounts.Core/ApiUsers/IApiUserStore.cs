using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Keeps API users. Each change and its audit entry are one transaction.</summary>
public interface IApiUserStore
{
    /// <returns>Null when there is none with exactly this id.</returns>
    Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Those of one operator, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Those of one partner in one bucket, in the order of their ids.</summary>
    IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);

    Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when there is none with exactly this id.</returns>
    Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Removes those of an operator that is gone, without a word: its own end is in the audit trail.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}
