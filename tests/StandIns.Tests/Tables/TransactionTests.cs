using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class TransactionTests : TableOnAzurite
{
    [Fact]
    public async Task A_hundred_actions_are_applied_together_and_answered_in_order()
    {
        var actions = Enumerable.Range(0, 100)
            .Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"r{n:d3}") { ["N"] = (long)n }));
        var replies = (await Table.SubmitTransactionAsync(actions)).Value;

        Assert.Equal(100, replies.Count);
        Assert.All(replies, reply => Assert.Equal(204, reply.Status));
        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(100, rows.Count);
        Assert.All(rows.Zip(replies), pair => Assert.Equal(pair.First.ETag, pair.Second.Headers.ETag));
    }

    [Fact]
    public async Task The_action_that_failed_is_named_and_nothing_is_applied()
    {
        await Table.AddEntityAsync(new TableEntity("p", "there"));
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "new")),
            new(TableTransactionActionType.Add, new TableEntity("p", "there")),
        ]));
        Assert.Equal(409, exception.Status);
        Assert.Equal("EntityAlreadyExists", exception.ErrorCode);
        Assert.Equal(1, exception.FailedTransactionActionIndex);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "new")).HasValue);
    }
}
