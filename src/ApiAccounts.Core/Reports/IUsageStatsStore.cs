using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Reports;

/// <summary>Lists only the usage of API users, custom services and operators themselves, as written by <see cref="IUsageStore"/>.</summary>
public interface IUsageStatsStore
{
    /// <summary>Lists the usage of one operator and of what it owns, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Lists the usage of one partner in one bucket, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);
}

/// <summary>The usage of one API user, custom service or operator itself.</summary>
/// <param name="OperatorId">Its owner, or the operator itself.</param>
/// <param name="OtherErrors">See <see cref="AccountUsage.OtherErrors"/>.</param>
public sealed record StoredUsage(AccountId OperatorId, SparseCounts Hours, SparseCounts Errors, SparseCounts OtherErrors);
