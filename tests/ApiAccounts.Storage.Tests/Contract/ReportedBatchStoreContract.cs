using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IReportedBatchStore"/> does.</summary>
public abstract class ReportedBatchStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IReportedBatchStore Store { get; }

    /// <summary>Unique to the test: a bucket has the batches of all tests.</summary>
    private string Id => $"{pid:x8}";

    [Fact]
    public async Task The_first_content_of_a_batch_stays_for_eight_days_at_least()
    {
        Assert.Equal("first", await RecordAsync("first", Known.Now));
        Assert.Equal("first", await RecordAsync("second", Known.Now));
        for (var day = 1; day <= 8; day++)
        {
            await Store.PurgeAsync(15, Known.Now.AddDays(day), default);
            Assert.Equal("first", await RecordAsync("later", Known.Now.AddDays(day)));
        }
    }

    [Fact]
    public async Task A_batch_is_purged_seventeen_days_later_and_its_id_is_free_again()
    {
        await RecordAsync("first", Known.Now);
        await Store.PurgeAsync(15, Known.Now.AddDays(17), default);
        Assert.Equal("next", await RecordAsync("next", Known.Now));
    }

    [Fact]
    public async Task The_same_id_in_another_bucket_is_another_batch()
    {
        await RecordAsync("first", Known.Now);
        Assert.Equal("other", await Store.RecordAsync(14, Id, "other", Known.Now, default));
    }

    [Fact]
    public async Task Of_contents_recorded_at_once_all_callers_get_the_same() => Assert.Single((await Task.WhenAll(
        Enumerable.Range(0, 8).Select(number => RecordAsync($"content {number}", Known.Now)))).Distinct());

    private Task<string> RecordAsync(string content, DateTimeOffset now) => Store.RecordAsync(15, Id, content, now, default);
}

public sealed class InMemoryReportedBatchStoreTests : ReportedBatchStoreContract
{
    protected override IReportedBatchStore Store { get; } = Ports.InMemory().GetRequiredService<IReportedBatchStore>();
}

public sealed class TableReportedBatchStoreTests(OnAzurite azurite) : ReportedBatchStoreContract, IClassFixture<OnAzurite>
{
    protected override IReportedBatchStore Store => azurite.Services.GetRequiredService<IReportedBatchStore>();
}
