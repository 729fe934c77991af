using ApiAccounts.Core.Overview;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>Reads the API users of a partner in parallel, by bucket; it splits large buckets further.</summary>
internal sealed class TableOverviewStore(AccountTables tables) : IOverviewStore
{
    /// <summary>The number of concurrent queries of one scan.</summary>
    private const int Readers = 8;

    public async Task<IReadOnlyCollection<OverviewRow>> ReadAsync(OverviewScan scan, CancellationToken cancellationToken)
    {
        using var reading = new OverviewTableScan(tables.Accounts, scan, Readers);
        await Task.WhenAll(
            from @operator in scan.Operators.Keys
            group @operator.UserId by @operator.Bucket into bucket
            where scan.Partner.Buckets.Contains(bucket.Key)
            select reading.ReadAsync(new(scan.Partner.Pid, bucket.Key, [.. bucket.Order()]), cancellationToken));
        return reading.Rows;
    }
}
