using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Deletes the markers of messages that are too old to be accepted: messages are refused after 7 days, and markers are stored for 8.
/// Concurrent runs are safe.
/// </summary>
public sealed class PurgeMarkers(IUsageStore store, TimeProvider clock, IOptions<AccountsOptions> accounts)
{
    private const int RetentionHours = 8 * 24;

    /// <returns>The number of deleted markers.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var before = UtcHour.Of(clock.GetUtcNow()) - RetentionHours;
        var purged = 0;
        for (var bucket = 0; bucket < accounts.Value.Buckets; bucket++)
            purged += await store.PurgeMarkersAsync(bucket, before, cancellationToken);
        return purged;
    }
}
