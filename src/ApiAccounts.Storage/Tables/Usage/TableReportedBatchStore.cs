using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>The contents of reported batches, in the bucket partitions of the table Accounts.</summary>
internal sealed class TableReportedBatchStore(AccountTables tables) : IReportedBatchStore
{
    private const int HoursOfPeriod = 8 * 24;

    public async Task<string> RecordAsync(
        int bucket, string id, string content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = PeriodOf(now);
        if (await FindAsync(bucket, period - 1, id, cancellationToken) is { } earlier) return earlier;
        if (await tables.Accounts.TryAddAsync(ReportRow.Write(bucket, period, id, content), cancellationToken)) return content;
        return await FindAsync(bucket, period, id, cancellationToken) ?? content; // null if it was purged at this moment
    }

    public Task<int> PurgeAsync(int bucket, DateTimeOffset now, CancellationToken cancellationToken) =>
        tables.Accounts.PurgeAsync(AccountsKeys.Bucket(bucket), AccountsKeys.ReportsBefore(PeriodOf(now) - 1), cancellationToken);

    /// <summary>A batch is found in its period and the next one, which is at least one whole period.</summary>
    private static int PeriodOf(DateTimeOffset time) => UtcHour.Of(time).Number / HoursOfPeriod;

    private async Task<string?> FindAsync(int bucket, int period, string id, CancellationToken cancellationToken) =>
        (await tables.Accounts.FindAsync(
            AccountsKeys.Bucket(bucket), AccountsKeys.Report(period, id), ReportRow.Read, cancellationToken))?.Value;
}
