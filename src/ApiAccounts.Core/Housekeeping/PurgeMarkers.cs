using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage.Aggregation;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>
/// Removes the markers of messages so old that they would be refused: those are more than 7 days old, and markers live 8. Doing it
/// twice at once does no harm.
/// </summary>
public sealed class PurgeMarkers(IUsageStore store, TimeProvider clock, IOptions<AccountsOptions> accounts)
{
    private const int HoursKept = 8 * 24;

    /// <returns>How many there were.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var before = UtcHour.Of(clock.GetUtcNow()) - HoursKept;
        var purged = 0;
        for (var bucket = 0; bucket < accounts.Value.Buckets; bucket++) purged += await store.PurgeMarkersAsync(bucket, before, cancellationToken);
        return purged;
    }
}
