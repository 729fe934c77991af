using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class RetryTests : TableOnAzurite
{
    [Fact]
    public void Three_retries_from_eight_tenths_of_a_second_are_the_default()
    {
        var retry = new TableClientOptions().Retry;
        Assert.Equal(3, retry.MaxRetries);
        Assert.Equal(TimeSpan.FromMilliseconds(800), retry.Delay);
        Assert.Equal(RetryMode.Exponential, retry.Mode);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_add_is_sent_again_whole_after_a_passing_error(int status)
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(new Fault(status));
        var response = await table.AddEntityAsync(new TableEntity("p", "again") { ["Name"] = "Ada" });
        Assert.Equal(204, response.Status);
        Assert.Equal(2, proxy.Requests.Count);
        Assert.Equal("Ada", (await Table.GetEntityAsync<TableEntity>("p", "again")).Value.GetString("Name"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task Other_errors_are_not_retried(int status)
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(new Fault(status));
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(status, exception.Status);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task The_fourth_answer_in_a_row_is_the_last()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(new Fault(503), new Fault(503), new Fault(503), new Fault(503));
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(503, exception.Status);
        Assert.Equal(4, proxy.Requests.Count);
    }

    [Fact]
    public async Task An_add_whose_answer_was_lost_meets_its_own_success_as_a_conflict()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(Fault.AnswerLost);
        var entity = new TableEntity("p", "r") { ["Operation"] = "17" };
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(entity));
        Assert.Equal("EntityAlreadyExists", exception.ErrorCode);
        Assert.Equal(2, proxy.Requests.Count);
        Assert.Equal("17", (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Operation"));
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_meets_its_own_success_as_a_conflict()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(Fault.AnswerLost);
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "counter") { ["N"] = 1 }),
            new(TableTransactionActionType.Add, new TableEntity("p", "marker")),
        ]));
        Assert.Equal(409, exception.Status);
        Assert.Equal(1, exception.FailedTransactionActionIndex);
        Assert.Equal(2, proxy.Requests.Count);
        Assert.True((await Table.GetEntityIfExistsAsync<TableEntity>("p", "marker")).HasValue);
    }

    [Fact]
    public async Task A_transaction_is_sent_again_whole_after_a_passing_error()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        proxy.Next(new Fault(500), new Fault(503));
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r") { ["Name"] = "Ada" })]);
        Assert.Equal([$"POST /{Account.Name}/$batch", $"POST /{Account.Name}/$batch", $"POST /{Account.Name}/$batch"], proxy.Requests);
        Assert.Equal("Ada", (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Name"));
    }

    [Fact]
    public async Task A_query_goes_on_after_a_passing_error()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        await Table.AddEntityAsync(new TableEntity("p", "r"));
        proxy.Next(new Fault(503));
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task When_nobody_answers_every_try_is_in_an_aggregate_exception()
    {
        var nobody = (Account with { TablePort = FreePort.Next() }).ConnectionString;
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        var client = new TableServiceClient(nobody, options).GetTableClient("Accounts");
        var exception = await Assert.ThrowsAsync<AggregateException>(() => client.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(4, exception.InnerExceptions.Count);
        Assert.All(exception.InnerExceptions, inner => Assert.IsType<RequestFailedException>(inner));
    }

    [Fact]
    public async Task A_cancelled_call_ends_and_is_not_sent()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        proxy.Next();
        await AssertEndsAsync(() => table.AddEntityAsync(new TableEntity("p", "r"), cancelled.Token));
        await AssertEndsAsync(() => table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: cancelled.Token));
        await AssertEndsAsync(() => table.QueryAsync<TableEntity>(cancellationToken: cancelled.Token).ToListAsync().AsTask());
        await AssertEndsAsync(() => table.QueryAsync<TableEntity>(cancellationToken: cancelled.Token).AsPages().ToListAsync().AsTask());
        await AssertEndsAsync(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], cancelled.Token));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task A_query_has_to_be_given_the_token_itself()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.Single(await Table.QueryAsync<TableEntity>().ToListAsync(cancelled.Token));
        Assert.Single(await Table.QueryAsync<TableEntity>().AsPages().ToListAsync(cancelled.Token));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_meanwhile_ends_and_is_not_retried()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        using var cancelled = new CancellationTokenSource();
        proxy.Next(new Fault(Held: cancelled.CancelAsync));
        await AssertEndsAsync(() => table.AddEntityAsync(new TableEntity("p", "r"), cancelled.Token));
        Assert.Single(proxy.Requests);
    }

    /// <summary>The exception says that it was the caller who cancelled, and not a time that was up.</summary>
    private static async Task AssertEndsAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<TaskCanceledException>(call);
        Assert.True(exception.CancellationToken.IsCancellationRequested);
    }
}
