using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Reports;

/// <summary>Lists the usage of API users and custom services, and nothing else of them. It is written by <see cref="IUsageStore"/>.</summary>
public interface IUsageStatsStore
{
    /// <summary>Of those of one operator, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Of those of one partner in one bucket, in any order.</summary>
    IAsyncEnumerable<StoredUsage> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken);
}

/// <summary>The usage of one API user or custom service.</summary>
/// <param name="OperatorId">Whose it is.</param>
public sealed record StoredUsage(AccountId OperatorId, SparseCounts Hours, SparseCounts Errors);
