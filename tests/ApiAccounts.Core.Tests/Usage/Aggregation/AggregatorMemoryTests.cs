using System.Text;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Tests.Usage.Aggregation;

/// <summary>What the aggregator wrote last it need not read, unless somebody else wrote since.</summary>
public sealed class AggregatorMemoryTests : IAsyncLifetime
{
    private readonly CoreUnderTest app = new(new UsageOptions { Linger = TimeSpan.Zero });
    private readonly Spy<IUsageStore> store;
    private readonly AggregateUsage aggregate;

    public AggregatorMemoryTests()
    {
        store = app.Spy<IUsageStore>();
        aggregate = app.Get<AggregateUsage>();
    }

    public async ValueTask InitializeAsync()
    {
        await app.KeepAsync(AnApiUser.Working());
        await CountAsync(aggregate, Message(3));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_row_is_read_once()
    {
        for (var i = 0; i < 5; i++) await CountAsync(aggregate, Message(4));

        Assert.Equal((1, 6), (store.Reads(), store.Writes().Count));
        Assert.Equal(23, await RequestsAsync());
    }

    [Fact]
    public async Task An_absent_row_is_read_each_time()
    {
        var late = Known.ApiUser(1);
        await CountAsync(aggregate, Message(4, late));
        await app.KeepAsync(AnApiUser.Working() with { Id = late });
        await CountAsync(aggregate, Message(5, late));

        Assert.Equal(3, store.Reads());
        Assert.Equal(5, await RequestsAsync(late));
    }

    [Fact]
    public async Task A_row_whose_credential_was_edited_is_read_again()
    {
        await app.ApiUsers.ChangeDescriptionAsync(
            Known.ApiUserId, "edited", app.NewEntry(Known.ApiUserId, AuditAction.ApiUserChanged), default);
        await CountAsync(aggregate, Message(4));

        Assert.Equal((2, 3), (store.Reads(), store.Writes().Count));
        Assert.Equal("edited", (await app.ApiUsers.FindAsync(Known.ApiUserId, default))!.Description);
        Assert.Equal(7, await RequestsAsync());
    }

    [Fact]
    public async Task A_deleted_row_is_read_again_and_not_recreated()
    {
        using var gone = app.Get<UsageMetrics>().Collect("apiaccounts.usage.gone_pings");
        await app.ApiUsers.DeleteAsync(Known.ApiUserId, app.NewEntry(Known.ApiUserId, AuditAction.ApiUserDeleted), default);
        await CountAsync(aggregate, Message(4));

        Assert.Equal((2, 2), (store.Reads(), store.Writes().Count));
        Assert.Equal(4, gone.Sum());
        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
    }

    [Fact]
    public async Task A_row_that_another_aggregator_wrote_is_read_again()
    {
        await CountAsync(app.New<AggregateUsage>(), Message(4));
        await CountAsync(aggregate, Message(5));

        Assert.Equal((3, 4), (store.Reads(), store.Writes().Count));
        Assert.Equal(12, await RequestsAsync());
    }

    [Fact]
    public async Task Rows_of_a_section_that_another_aggregator_applied_are_read_again()
    {
        var message = Message(4);
        await CountAsync(app.New<AggregateUsage>(), message);
        await CountAsync(aggregate, message);
        Assert.Equal(3, store.Writes().Count);
        await CountAsync(aggregate, Message(5));

        Assert.Equal((3, 4), (store.Reads(), store.Writes().Count)); // no write with a version from before
        Assert.Equal(12, await RequestsAsync());
    }

    [Fact]
    public async Task Rows_are_read_again_after_a_write_whose_answer_was_lost()
    {
        store.After(
            "Apply",
            call => call.Number == 2 ? throw new StorageUnavailableException(new IOException("The answer was lost.")) : Task.CompletedTask);
        await CountAsync(aggregate, Message(4));
        Assert.Equal((1, 3), (store.Reads(), store.Writes().Count));
        await CountAsync(aggregate, Message(5));

        Assert.Equal((2, 4), (store.Reads(), store.Writes().Count));
        Assert.Equal(12, await RequestsAsync());
    }

    [Fact]
    public async Task Rows_whose_versions_are_not_returned_are_read_again()
    {
        store.HideVersions();
        for (var i = 0; i < 3; i++) await CountAsync(aggregate, Message(4));

        Assert.Equal((3, 4), (store.Reads(), store.Writes().Count)); // the first of the three still knew what was told
        Assert.Equal(15, await RequestsAsync());
    }

    [Fact]
    public async Task Two_aggregators_of_the_same_rows_lose_no_count()
    {
        var ids = Enumerable.Range(0, 80).Select(number => Known.ApiUser(number)).ToArray();
        foreach (var id in ids) await app.KeepAsync(AnApiUser.Working() with { Id = id });
        store.Before("Apply", async () => await Task.Yield());
        var other = app.New<AggregateUsage>();
        for (var round = 0; round < 20; round++)
        {
            await app.Clock.PassUntilAsync(AtOnce.RunAsync(2, async number =>
            {
                await (number == 0 ? aggregate : other).ExecuteAsync(Message(1, ids), Known.Now, default);
                return true;
            }));
        }

        foreach (var id in ids) Assert.Equal(40, await RequestsAsync(id));
        // of 40 messages, and the one before: each has to try at most two and a half times more
        Assert.InRange(store.Writes().Count, 41, 141);
    }

    private static string Message(int count, params AccountId[] ids) => Encoding.UTF8.GetString(Assert.Single(
        UsageMessageWriter.Write(ids.DefaultIfEmpty(Known.ApiUserId).Select(id => APing.At(Known.Now, count, id)), Known.Now)));

    private Task CountAsync(AggregateUsage aggregator, string message)
    {
        var counting = aggregator.ExecuteAsync(message, Known.Now, default);
        return Task.WhenAll(counting, app.Clock.PassUntilAsync(counting));
    }

    private async Task<long> RequestsAsync(AccountId? id = null) =>
        (await app.ApiUsers.FindAsync(id ?? Known.ApiUserId, default))!.Usage.RequestsLast30Days(Known.Now);
}
