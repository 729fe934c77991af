using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Reports;

/// <summary>Lists only the usage of API users and custom services, as written by <see cref="IUsageStore"/>.</summary>
public interface IUsageStatsStore
{
    /// <summary>Lists the usage of one operator, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Lists the usage of one partner in one bucket, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);
}

/// <summary>The usage of one API user or custom service.</summary>
/// <param name="OperatorId">Its owner.</param>
/// <param name="OtherErrors">See <see cref="AccountUsage.OtherErrors"/>.</param>
public sealed record StoredUsage(AccountId OperatorId, SparseCounts Hours, SparseCounts Errors, SparseCounts OtherErrors);
