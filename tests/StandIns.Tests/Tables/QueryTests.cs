using System.Text;
using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class QueryTests : TableOnAzurite
{
    [Fact]
    public async Task A_query_goes_on_over_more_rows_than_one_answer_holds()
    {
        await AddAsync(1050, n => $"ü{n:d4}");
        Assert.Equal(
            Enumerable.Range(0, 1050).Select(n => $"ü{n:d4}"),
            await Table.QueryAsync<TableEntity>().Select(row => row.RowKey).ToListAsync());

        var pages = await Table.QueryAsync<TableEntity>().AsPages().ToListAsync();
        Assert.Equal([1000, 50], pages.Select(page => page.Values.Count));
        Assert.NotNull(pages[0].ContinuationToken);
        Assert.Null(pages[1].ContinuationToken);
        Assert.Equal(200, pages[0].GetRawResponse().Status);

        var resumed = await Table.QueryAsync<TableEntity>().AsPages(pages[0].ContinuationToken).SingleAsync();
        Assert.Equal("ü1000", resumed.Values[0].RowKey);

        var smaller = Table.QueryAsync<TableEntity>(maxPerPage: 400);
        Assert.Equal([400, 400, 250], await smaller.AsPages().Select(page => page.Values.Count).ToListAsync());
        Assert.Equal([600, 450], await smaller.AsPages(pageSizeHint: 600).Select(page => page.Values.Count).ToListAsync());
    }

    [Fact]
    public async Task A_query_is_sent_only_when_its_rows_are_asked_for()
    {
        await AddAsync(3, n => $"r{n}");
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var query = proxy.Table().QueryAsync<TableEntity>(maxPerPage: 1);
        Assert.Empty(proxy.Requests);
        Assert.Equal("r0", (await query.FirstAsync()).RowKey);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L });
        var row = await Table.QueryAsync<TableEntity>(select: ["RowKey", "B"]).SingleAsync();
        Assert.Equal(("r", 2L, null), (row.RowKey, row.GetInt64("B"), row.GetInt32("A")));
    }

    [Fact]
    public async Task A_query_of_a_missing_table_is_not_found()
    {
        var query = Service.GetTableClient("Missing").QueryAsync<TableEntity>();
        var exception = await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await query.ToListAsync());
        Assert.Equal((404, "TableNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task A_range_of_row_keys_is_found_in_its_order()
    {
        await AddAsync(30, n => $"{n / 10:x8}|user|{n:x8}");
        var (from, to) = ("00000001|", "00000001}");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey ge {from} and RowKey lt {to}");
        Assert.Equal(
            ["00000001|user|0000000a", "00000001|user|0000000b", "00000001|user|0000000c"],
            (await Table.QueryAsync<TableEntity>(filter).Select(row => row.RowKey).ToListAsync()).Take(3));
        Assert.Equal(10, await Table.QueryAsync<TableEntity>(filter).CountAsync());
    }

    [Fact]
    public async Task A_filter_compares_values_of_every_type()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero).AddTicks(1234567);
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        await Table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "it's",
            ["Truth"] = true,
            ["Number"] = 7,
            ["Large"] = 5_000_000_000L,
            ["Real"] = 0.5,
            ["Time"] = time,
            ["Id"] = id,
        });
        await Table.AddEntityAsync(new TableEntity("p", "other")
        {
            ["Text"] = "its",
            ["Truth"] = false,
            ["Number"] = 8,
            ["Large"] = 5_000_000_001L,
            ["Real"] = 0.25,
            ["Time"] = time.AddDays(1),
            ["Id"] = Guid.Empty,
        });
        await FindsTheRow(TableClient.CreateQueryFilter($"Text eq {"it's"}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Truth eq {true}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Number lt {8}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Large eq {5_000_000_000L}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Real gt {0.25}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Time le {time}"));
        await FindsTheRow(TableClient.CreateQueryFilter($"Id eq {id}"));
    }

    [Fact]
    public void Values_in_a_filter_are_quoted_and_escaped_by_their_type()
    {
        var time = new DateTime(2026, 3, 1, 12, 30, 0, DateTimeKind.Utc);
        Assert.Equal("A eq 'it''s' or A eq ''''", TableClient.CreateQueryFilter($"A eq {"it's"} or A eq {'\''}"));
        Assert.Equal("A eq 'x' or B ne null", TableClient.CreateQueryFilter($"A eq {new StringBuilder("x")} or B ne {null}"));
        Assert.Equal("A eq true and B eq false", TableClient.CreateQueryFilter($"A eq {true} and B eq {false}"));
        Assert.Equal("A eq 7 and B eq -5000000000L", TableClient.CreateQueryFilter($"A eq {7} and B eq {-5_000_000_000L}"));
        Assert.Equal("A eq 0.5 and B eq 12.5", TableClient.CreateQueryFilter($"A eq {0.5} and B eq {12.5m}"));
        Assert.Equal("A ge datetime'2026-03-01T12:30:00Z'", TableClient.CreateQueryFilter($"A ge {time}"));
        Assert.Equal("A ge datetime'2026-03-01T12:30:00.1234567Z'", TableClient.CreateQueryFilter($"A ge {time.AddTicks(1234567)}"));
        var elsewhere = new DateTimeOffset(2026, 3, 1, 12, 30, 0, 500, TimeSpan.FromHours(1));
        Assert.Equal("A ge datetime'2026-03-01T11:30:00.5Z'", TableClient.CreateQueryFilter($"A ge {elsewhere}"));
        Assert.Equal(
            "A eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'",
            TableClient.CreateQueryFilter($"A eq {new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")}"));
        var (bytes, data) = (new byte[] { 0, 255, 16 }, new BinaryData([10]));
        Assert.Equal("A eq X'00FF10' or A eq X'0A'", TableClient.CreateQueryFilter($"A eq {bytes} or A eq {data}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
    }

    [Fact]
    public async Task An_interpolated_string_given_as_the_filter_itself_is_not_quoted()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(400));
        var query = proxy.Table().QueryAsync<TableEntity>($"Text eq {"abc"}"); // a plain string, which is why CreateQueryFilter exists
        await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await query.ToListAsync());
        Assert.EndsWith("Text eq abc", Uri.UnescapeDataString(proxy.Requests.Single()).Replace('+', ' '), StringComparison.Ordinal);
    }

    private async Task FindsTheRow(string filter) =>
        Assert.Equal(["r"], await Table.QueryAsync<TableEntity>(filter).Select(row => row.RowKey).ToListAsync());

    private async Task AddAsync(int count, Func<int, string> rowKey)
    {
        foreach (var rows in Enumerable.Range(0, count).Select(n => new TableEntity("p", rowKey(n))).Chunk(100))
            await Table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
    }
}
