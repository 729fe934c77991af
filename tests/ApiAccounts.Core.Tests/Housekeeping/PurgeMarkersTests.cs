using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Tests.Housekeeping;

public sealed class PurgeMarkersTests
{
    [Fact]
    public async Task Markers_older_than_eight_days_are_purged_from_every_bucket()
    {
        using var app = new CoreUnderTest(new AccountsOptions { Buckets = 3 });
        var store = app.Get<IUsageStore>();
        var eightDaysAgo = UtcHour.Of(Known.Now) - (8 * 24);
        for (var bucket = 0; bucket < 3; bucket++)
            foreach (var hour in new[] { eightDaysAgo - 1, eightDaysAgo, UtcHour.Of(Known.Now) })
                Assert.True((await store.ApplyAsync(bucket, [new(hour, "a", 0)], [], default)).IsApplied);

        var batches = app.Get<IReportedBatchStore>();
        Assert.Equal("content", await batches.RecordAsync(2, "a", "content", Known.Now.AddDays(-17), default));

        var purge = app.Get<PurgeMarkers>();
        Assert.Equal(4, await purge.ExecuteAsync(default));
        Assert.Equal(0, await purge.ExecuteAsync(default));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, await purge.ExecuteAsync(default));
    }
}
