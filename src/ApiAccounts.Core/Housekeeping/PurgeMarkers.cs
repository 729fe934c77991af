using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Deletes the markers of messages that are too old to be accepted, and the contents of reports as old: messages are refused after 7 days,
/// and markers and contents are stored for 8. Concurrent runs are safe.
/// </summary>
public sealed class PurgeMarkers(
    IUsageStore store, IReportedBatchStore batches, TimeProvider clock, IOptions<AccountsOptions> accounts)
{
    private const int RetentionHours = 8 * 24;

    /// <returns>The number of deleted markers and contents.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = UtcHour.Of(now) - RetentionHours;
        var purged = 0;
        for (var bucket = 0; bucket < accounts.Value.Buckets; bucket++)
        {
            purged += await store.PurgeMarkersAsync(bucket, before, cancellationToken);
            purged += await batches.PurgeAsync(bucket, now, cancellationToken);
        }
        return purged;
    }
}
