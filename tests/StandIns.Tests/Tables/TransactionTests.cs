using Azure;
using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class TransactionTests : TableOnAzurite
{
    public static TheoryData<string, int, string> FailingActions => new()
    {
        { "add", 409, "EntityAlreadyExists" },
        { "stale merge", 412, "UpdateConditionNotSatisfied" },
        { "stale replace", 412, "UpdateConditionNotSatisfied" },
        { "stale delete", 412, "UpdateConditionNotSatisfied" },
        { "merge of a missing row", 404, "ResourceNotFound" },
        { "replace of a missing row", 404, "ResourceNotFound" },
        { "delete of a missing row", 404, "ResourceNotFound" },
    };

    [Fact]
    public async Task A_hundred_actions_are_applied_together_and_answered_in_order()
    {
        var actions = Enumerable.Range(0, 100)
            .Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"r{n:d3}") { ["N"] = (long)n }));
        var response = await Table.SubmitTransactionAsync(actions);

        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.Equal(100, response.Value.Count);
        Assert.All(response.Value, reply => Assert.Equal(204, reply.Status));
        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(100, rows.Count);
        Assert.All(rows.Zip(response.Value), pair => Assert.Equal(pair.First.ETag, pair.Second.Headers.ETag));
    }

    [Fact]
    public async Task Each_kind_of_action_does_what_it_says()
    {
        var etag = (await Table.AddEntityAsync(Row("merged"))).Headers.ETag!.Value;
        await Table.AddEntityAsync(Row("replaced"));
        await Table.AddEntityAsync(Row("deleted"));
        await Table.AddEntityAsync(Row("upserted"));
        await Table.AddEntityAsync(Row("upsert-replaced"));
        var replies = await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "added") { ["New"] = true }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["New"] = true }, etag),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced") { ["New"] = true }, ETag.All),
            new(TableTransactionActionType.Delete, new TableEntity("p", "deleted")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upserted") { ["New"] = true }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upsert-replaced") { ["New"] = true }),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upsert-added") { ["New"] = true }),
        ]);

        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(
            ["added: New", "merged: New Old", "replaced: New", "upsert-added: New", "upsert-replaced: New", "upserted: New Old"],
            rows.Select(row => $"{row.RowKey}: {string.Join(' ', row.Keys.Where(key => key is "New" or "Old").Order())}"));
        Assert.Equal(rows.Single(row => row.RowKey == "merged").ETag, replies.Value[1].Headers.ETag);
    }

    [Theory]
    [MemberData(nameof(FailingActions))]
    public async Task The_action_that_failed_is_named_and_nothing_is_applied(string kind, int status, string code)
    {
        var stale = (await Table.AddEntityAsync(Row("there"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("there"));
        TableTransactionAction failing = kind switch
        {
            "add" => new(TableTransactionActionType.Add, Row("there")),
            "stale merge" => new(TableTransactionActionType.UpdateMerge, Row("there"), stale),
            "stale replace" => new(TableTransactionActionType.UpdateReplace, Row("there"), stale),
            "stale delete" => new(TableTransactionActionType.Delete, Row("there"), stale),
            "merge of a missing row" => new(TableTransactionActionType.UpdateMerge, Row("missing"), ETag.All),
            "replace of a missing row" => new(TableTransactionActionType.UpdateReplace, Row("missing"), ETag.All),
            _ => new(TableTransactionActionType.Delete, Row("missing")),
        };
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("new")),
            new(TableTransactionActionType.UpsertReplace, Row("newer")),
            failing,
            new(TableTransactionActionType.Add, Row("newest")),
        ]));

        Assert.Equal(status, exception.Status);
        Assert.Equal(code, exception.ErrorCode);
        Assert.Equal(2, exception.FailedTransactionActionIndex);
        Assert.Equal(["there"], await Table.QueryAsync<TableEntity>().Select(row => row.RowKey).ToListAsync());
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    public async Task An_update_without_an_etag_acts_as_an_upsert_whatever_the_entity_says(TableTransactionActionType type)
    {
        var stale = (await Table.AddEntityAsync(Row("there"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("there"));
        await Table.SubmitTransactionAsync(
        [
            new(type, new TableEntity("p", "there") { ["New"] = true, ETag = stale }),
            new(type, new TableEntity("p", "missing") { ["New"] = true, ETag = stale }),
        ]);
        Assert.Equal([true, true], await Table.QueryAsync<TableEntity>().Select(row => row.GetBoolean("New")!.Value).ToListAsync());
    }

    [Fact]
    public async Task A_row_that_comes_twice_fails_the_transaction()
    {
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, Row("twice")),
            new(TableTransactionActionType.UpsertMerge, Row("twice")),
        ]));
        Assert.Equal(400, exception.Status);
        Assert.Equal("InvalidDuplicateRow", exception.ErrorCode);
        Assert.Equal(1, exception.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_is_not_found()
    {
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() =>
            Service.GetTableClient("Missing").SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r"))]));
        Assert.Equal(404, exception.Status);
        Assert.Equal("TableNotFound", exception.ErrorCode);
    }

    [Fact]
    public async Task A_transaction_of_nothing_is_not_sent()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        await Assert.ThrowsAsync<InvalidOperationException>(() => proxy.Table().SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => proxy.Table().SubmitTransactionAsync(null!));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task A_transaction_with_an_action_on_no_row_is_not_sent()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        await Assert.ThrowsAsync<NullReferenceException>(() =>
            table.SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r")), new(TableTransactionActionType.Add, null!)]));
        await Assert.ThrowsAnyAsync<SystemException>(() =>
            table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, Row(null!))]));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task The_index_is_the_number_before_the_message()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(202, Reply("17:The condition is not met."), "multipart/mixed; boundary=batchresponse_1"));
        var exception = await Submit(proxy);
        Assert.Equal(409, exception.Status);
        Assert.Equal("SomeCode", exception.ErrorCode);
        Assert.Equal(17, exception.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task Without_a_number_before_the_message_there_is_no_index()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(202, Reply("The condition: not met."), "multipart/mixed; boundary=batchresponse_1"));
        Assert.Null((await Submit(proxy)).FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_refusal_of_the_whole_request_is_not_one_of_an_action()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(413, """{"odata.error":{"code":"RequestBodyTooLarge","message":{"lang":"en-US","value":"Too large."}}}"""));
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() =>
            proxy.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r"))]));
        Assert.Equal(413, exception.Status);
        Assert.Equal("RequestBodyTooLarge", exception.ErrorCode);
    }

    [Fact]
    public async Task A_malformed_reply_is_an_error_that_says_so()
    {
        // Azurite answers more than 100 actions with a part that has a stray line where the status belongs.
        var actions = Enumerable.Range(0, 101).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{n:d3}")));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync(actions));
        Assert.Contains("changesetresponse_", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_reply_that_is_not_multipart_is_an_error_that_says_so()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(202, "fine", "text/plain"));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            proxy.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r"))]));
        Assert.Contains("text/plain", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_keeps_what_it_was_given()
    {
        var row = Row("r");
        var action = new TableTransactionAction(TableTransactionActionType.Delete, row, new ETag("W/\"1\""));
        Assert.Equal(TableTransactionActionType.Delete, action.ActionType);
        Assert.Same(row, action.Entity);
        Assert.Equal("W/\"1\"", action.ETag.ToString());
        Assert.Equal(default, new TableTransactionAction(TableTransactionActionType.Add, row).ETag);
    }

    private static TableEntity Row(string rowKey) => new("p", rowKey) { ["Old"] = true };

    private static string Reply(string message) => """
        --batchresponse_1
        Content-Type: multipart/mixed; boundary=changesetresponse_1

        --changesetresponse_1
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 409 Conflict
        DataServiceVersion: 3.0;
        Content-Type: application/json;odata=minimalmetadata

        {"odata.error":{"code":"SomeCode","message":{"lang":"en-US","value":"MESSAGE"}}}
        --changesetresponse_1--
        --batchresponse_1--

        """.ReplaceLineEndings("\r\n").Replace("MESSAGE", message, StringComparison.Ordinal);

    private static Task<TableTransactionFailedException> Submit(FaultyProxy proxy) => Assert.ThrowsAsync<TableTransactionFailedException>(
        () => proxy.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r"))]));
}
