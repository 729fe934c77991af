using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IUsageStore"/> does.</summary>
public abstract class UsageStoreContract
{
    private static readonly UtcHour ThisHour = UtcHour.Of(Known.Now);
    private readonly uint pid = Known.NewPid();

    protected abstract IUsageStore Store { get; }

    protected abstract IApiUserStore ApiUsers { get; }

    /// <summary>Unique to the test: a bucket holds the markers of all tests.</summary>
    private string MessageId => $"message-of-{pid}";

    [Fact]
    public async Task The_usage_of_existing_accounts_is_read()
    {
        var (one, other, absent) = (Known.ApiUserId(pid, 1), Known.ApiUserId(pid, 2), Known.ApiUserId(pid, 3));
        await AddAsync(one);
        await AddAsync(other);
        var read = await Store.ReadAsync(15, [one, other, absent, AccountId.At(AccountKind.CustomService, pid, 7, 15, 1)], default);
        Assert.Equal([one, other], read.Keys.OrderBy(id => id.Random));
        Assert.Null(read[one].Value.LastUsed);
        Assert.Empty(await Store.ReadAsync(15, [], default));
    }

    [Fact]
    public async Task Usage_is_written_and_read_back_beside_the_credential()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        Assert.True((await ApplyAsync(0, await UpdateAsync(id, 3))).IsApplied);

        foreach (var usage in new[] { await UsageAsync(id), (await ApiUsers.FindAsync(id, default))!.Usage })
        {
            Assert.Equal(Known.Now, usage.LastUsed);
            Assert.Equal([new(498_706, 3)], usage.Hours.Entries);
            Assert.Equal([new(207_790_404, 2)], usage.Errors.Entries);
        }
        Assert.Equal(Known.ApiUser(id).SecretHash, (await ApiUsers.FindAsync(id, default))!.SecretHash);
    }

    [Fact]
    public async Task A_section_applied_before_is_reported_and_nothing_is_written()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        await ApplyAsync(1, await UpdateAsync(id, 3));
        var outcome = await Store.ApplyAsync(15, [Marker(0), Marker(1), Marker(2)], [await UpdateAsync(id, 4)], default);
        Assert.Equal(UsageOutcome.SectionAppliedBefore(1), outcome);
        Assert.Equal(3, (await UsageAsync(id)).RequestsLast30Days(Known.Now));
        Assert.True((await Store.ApplyAsync(15, [Marker(0), Marker(2)], [await UpdateAsync(id, 4)], default)).IsApplied);
    }

    [Fact]
    public async Task An_applied_section_is_found_and_no_other_is()
    {
        await Store.ApplyAsync(15, [Marker(1)], [], default);
        Assert.True(await Store.IsAppliedAsync(15, Marker(1), default));
        Assert.False(await Store.IsAppliedAsync(15, Marker(0), default));
        Assert.False(await Store.IsAppliedAsync(14, Marker(1), default));
    }

    [Fact]
    public async Task A_marker_belongs_to_one_bucket_hour_message_and_section()
    {
        Assert.True((await Store.ApplyAsync(15, [Marker(0)], [], default)).IsApplied);
        Assert.True((await Store.ApplyAsync(14, [Marker(0)], [], default)).IsApplied);
        Assert.True((await Store.ApplyAsync(15, [Marker(0) with { SentIn = ThisHour - 1 }], [], default)).IsApplied);
        Assert.True((await Store.ApplyAsync(15, [Marker(0) with { MessageId = MessageId + "x" }], [], default)).IsApplied);
        Assert.True((await Store.ApplyAsync(15, [Marker(1)], [], default)).IsApplied);
        Assert.Equal(UsageOutcome.SectionAppliedBefore(0), await Store.ApplyAsync(15, [Marker(0)], [], default));
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_stops_the_whole_write()
    {
        var (one, other) = (Known.ApiUserId(pid, 1), Known.ApiUserId(pid, 2));
        await AddAsync(one);
        await AddAsync(other);
        UsageUpdate[] updates = [await UpdateAsync(one, 3), await UpdateAsync(other, 3)];
        await ApiUsers.ChangeDescriptionAsync(other, "changed", Known.NewAudit(other), default);
        Assert.Equal(UsageOutcome.RowsChanged, await Store.ApplyAsync(15, [Marker(0)], updates, default));
        Assert.Null((await UsageAsync(one)).LastUsed);
        Assert.True((await ApplyAsync(0, await UpdateAsync(one, 3))).IsApplied); // the marker was not left behind
    }

    [Fact]
    public async Task A_write_returns_the_new_versions_in_order_and_they_suffice_for_the_next()
    {
        var (one, other) = (Known.ApiUserId(pid, 1), Known.ApiUserId(pid, 2));
        await AddAsync(one);
        await AddAsync(other);
        var first = await Store.ApplyAsync(15, [Marker(0), Marker(1)], [await UpdateAsync(other, 3), await UpdateAsync(one, 4)], default);
        var read = await Store.ReadAsync(15, [one, other], default);
        Assert.Equal([read[other].Version, read[one].Version], first.Versions);

        var next = await Store.ApplyAsync(
            15, [Marker(2)], [new(other, first.Versions![0]!, Known.Usage(5)), new(one, first.Versions[1]!, Known.Usage(6))], default);
        Assert.True(next.IsApplied);
        Assert.Equal(
            (6L, 5L), ((await UsageAsync(one)).RequestsLast30Days(Known.Now), (await UsageAsync(other)).RequestsLast30Days(Known.Now)));
        Assert.DoesNotContain(next.Versions![0], first.Versions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_the_credential_makes_the_version_stale(bool deleted)
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        var version = (await ApplyAsync(0, await UpdateAsync(id, 3))).Versions![0]!;
        if (deleted) await ApiUsers.DeleteAsync(id, Known.NewAudit(id), default);
        else await ApiUsers.ChangeDescriptionAsync(id, "changed", Known.NewAudit(id), default);
        Assert.Equal(UsageOutcome.RowsChanged, await ApplyAsync(1, new(id, version, Known.Usage(4))));
    }

    [Fact]
    public async Task A_deleted_row_is_not_recreated()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        var update = await UpdateAsync(id, 3);
        await ApiUsers.DeleteAsync(id, Known.NewAudit(id), default);
        Assert.Equal(UsageOutcome.RowsChanged, await ApplyAsync(0, update));
        Assert.Null(await ApiUsers.FindAsync(id, default));
    }

    [Fact]
    public async Task A_change_of_the_credential_keeps_the_usage()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        await ApplyAsync(0, await UpdateAsync(id, 3));
        await ApiUsers.ChangeDescriptionAsync(id, "changed", Known.NewAudit(id), default);
        Assert.Equal(3, (await UsageAsync(id)).RequestsLast30Days(Known.Now));
    }

    [Fact]
    public async Task A_hundred_rows_are_written_at_once()
    {
        var ids = Enumerable.Range(0, 99).Select(number => Known.ApiUserId(pid, (ulong)number)).ToList();
        foreach (var id in ids) await AddAsync(id);
        var read = await Store.ReadAsync(15, ids, default);
        Assert.Equal(99, read.Count);
        var updates = read.Select(row => new UsageUpdate(row.Key, row.Value.Version, Known.Usage(3))).ToList();
        Assert.True((await Store.ApplyAsync(15, [Marker(0)], updates, default)).IsApplied);
        Assert.All((await Store.ReadAsync(15, ids, default)).Values, row => Assert.Equal(3, row.Value.RequestsLast30Days(Known.Now)));
    }

    [Fact]
    public async Task Two_concurrent_purges_remove_only_markers_before_the_hour()
    {
        const int bucket = 4_000; // of no other test
        foreach (var chunk in Enumerable.Range(0, 250).Chunk(100))
            await Store.ApplyAsync(
                bucket, [.. chunk.Select(section => new SectionMarker(ThisHour - 300, MessageId, section))], [], default);
        await Store.ApplyAsync(bucket, [new(ThisHour - 200, MessageId, 0), new(ThisHour, MessageId, 0)], [], default);

        var purged = await Task.WhenAll(
            Task.Run(() => Store.PurgeMarkersAsync(bucket, ThisHour - 200, default)), Task.Run(
                () => Store.PurgeMarkersAsync(bucket, ThisHour - 200, default)));
        var rest = await Store.PurgeMarkersAsync(bucket, ThisHour - 200, default); // what the two left to each other
        Assert.Equal(250, purged.Sum() + rest);
        Assert.Equal(0, await Store.PurgeMarkersAsync(bucket, ThisHour - 200, default));
        Assert.Equal(1, await Store.PurgeMarkersAsync(bucket, ThisHour - 199, default));
        Assert.Equal(UsageOutcome.SectionAppliedBefore(0), await Store.ApplyAsync(bucket, [new(ThisHour, MessageId, 0)], [], default));
    }

    private SectionMarker Marker(int section) => new(ThisHour, MessageId, section);

    private Task<UsageOutcome> ApplyAsync(int section, UsageUpdate update) => Store.ApplyAsync(15, [Marker(section)], [update], default);

    private async Task<UsageUpdate> UpdateAsync(AccountId id, long count) =>
        new(id, (await Store.ReadAsync(15, [id], default))[id].Version, Known.Usage(count));

    private async Task<AccountUsage> UsageAsync(AccountId id) => (await Store.ReadAsync(15, [id], default))[id].Value;

    private Task AddAsync(AccountId id) => ApiUsers.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);
}

public sealed class InMemoryUsageStoreTests : UsageStoreContract
{
    private readonly ServiceProvider services = Ports.InMemory();

    protected override IUsageStore Store => services.GetRequiredService<IUsageStore>();

    protected override IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();
}

public sealed class TableUsageStoreTests(OnAzurite azurite) : UsageStoreContract, IClassFixture<OnAzurite>
{
    protected override IUsageStore Store => azurite.Usage;

    protected override IApiUserStore ApiUsers => azurite.ApiUsers;
}
