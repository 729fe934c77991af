using System.Text;
using Azure;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace StandIns.Tests.Tables;

/// <summary>What is written comes back, type and value.</summary>
public sealed class PropertyTypeTests : TableOnAzurite
{
    [Fact]
    public Task Text_comes_back() => RoundTrip(ArbMap.Default.GeneratorFor<string>().Where(IsText), row => row.GetString("Value"));

    [Fact]
    public Task Booleans_come_back() => RoundTrip(Gen.Elements(true, false), row => row.GetBoolean("Value")!.Value);

    [Fact]
    public Task Integers_come_back() =>
        RoundTrip(Mixed([int.MinValue, -1, 0, 1, int.MaxValue]), row => row.GetInt32("Value")!.Value);

    [Fact]
    public Task Long_integers_come_back() =>
        RoundTrip(Mixed([long.MinValue, -1, 0, int.MaxValue + 1L, long.MaxValue]), row => row.GetInt64("Value")!.Value);

    [Fact]
    public Task Real_numbers_come_back_and_so_does_none() =>
        RoundTrip(
            Mixed([double.NaN, double.Epsilon, 0.1, 1.0, -3.0, 1e15, 1e21, 1.7e308]).Where(number => !double.IsInfinity(number)),
            row => row.GetDouble("Value")!.Value);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task An_infinite_number_is_not_sent(double number)
    {
        var entity = new TableEntity("p", "r") { ["Value"] = number };
        await Assert.ThrowsAsync<ArgumentException>(() => Table.AddEntityAsync(entity));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, entity)]));
        Assert.Empty(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public Task Guids_come_back() => RoundTrip(ArbMap.Default.GeneratorFor<Guid>(), row => row.GetGuid("Value")!.Value);

    [Fact]
    public Task Bytes_come_back() =>
        RoundTrip(
            ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null), row => row.GetBinary("Value"), Convert.ToHexString);

    [Fact]
    public Task Times_come_back_with_seven_digits_of_the_second() =>
        RoundTrip(
            from day in Gen.Choose(0, 3_067_000)
            from second in Gen.Choose(0, 86_399)
            from tick in Gen.Choose(0, 9_999_999)
            select new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second).AddTicks(tick),
            row => row.GetDateTimeOffset("Value")!.Value);

    [Fact]
    public async Task A_time_of_another_offset_comes_back_as_the_same_moment_in_utc()
    {
        var written = new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.FromHours(5.5)).AddTicks(1234567);
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Offset"] = written, ["Utc"] = written.UtcDateTime });
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.Zero).AddTicks(1234567), row.GetDateTimeOffset("Offset"));
        Assert.Equal(TimeSpan.Zero, row.GetDateTimeOffset("Offset")!.Value.Offset);
        Assert.Equal(written.UtcDateTime, row.GetDateTime("Utc"));
        Assert.IsType<DateTimeOffset>(row["Utc"]);
    }

    [Fact]
    public async Task Binary_data_comes_back_as_bytes()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = new BinaryData([0, 255]) });
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal([0, 255], Assert.IsType<byte[]>(row["Value"]));
    }

    [Fact]
    public async Task A_decimal_comes_back_as_a_double()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 12.5m });
        Assert.Equal(12.5, Assert.IsType<double>((await Table.GetEntityAsync<TableEntity>("p", "r")).Value["Value"]));
    }

    [Fact]
    public async Task A_null_is_not_written_and_keeps_what_is_there()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = null });
        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = null }, ETag.All);
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(1, row.GetInt32("A"));
        Assert.False(row.ContainsKey("B"));
    }

    [Fact]
    public async Task A_row_that_was_read_can_be_written_again()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1L, ["T"] = DateTimeOffset.UnixEpoch });
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        row["A"] = 2;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        var again = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(2L, again.GetInt64("A"));
        Assert.NotEqual(row.ETag, again.ETag);
        Assert.Equal(["A", "PartitionKey", "RowKey", "T", "Timestamp", "odata.etag"], again.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_that_is_not_utc_is_not_sent(DateTimeKind kind)
    {
        var entity = new TableEntity("p", "r") { ["Value"] = new DateTime(2026, 3, 1, 12, 0, 0, kind) };
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(entity));
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, entity)]));
        Assert.Empty(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_value_without_a_type_of_the_service_is_not_sent()
    {
        var entity = new TableEntity("p", "r") { ["Value"] = DayOfWeek.Monday };
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(entity));
        Assert.Empty(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_type_may_be_said_before_or_after_the_value()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(200, """
            {"PartitionKey":"p","A":"1","A@odata.type":"Edm.Int64","B@odata.type":"Edm.Int64","C@odata.type":"Edm.Binary","B":"2","C":"AQI=",
             "E":4.0,"F":5000000000,"G@odata.type":"Edm.Double","G":"NaN","H@odata.type":"Edm.Double","H":"-Infinity","Timestamp":"2026-03-01T12:00:00.1234567Z","RowKey":"r"}
            """));
        var row = (await proxy.Table().GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1L, 2L, "0102"), (row.GetInt64("A"), row.GetInt64("B"), Convert.ToHexString(row.GetBinary("C"))));
        Assert.Equal((4.0, 5000000000L), (row.GetDouble("E"), row.GetInt64("F")));
        Assert.Equal((double.NaN, double.NegativeInfinity), (row.GetDouble("G")!.Value, row.GetDouble("H")!.Value));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567), row.Timestamp);
    }

    private static Gen<T> Mixed<T>(T[] edges) => Gen.OneOf(Gen.Elements(edges), ArbMap.Default.GeneratorFor<T>());

    private static bool IsText(string text) => text is not null && text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private Task RoundTrip<T>(Gen<T> values, Func<TableEntity, T> read) => RoundTrip(values, read, value => value);

    /// <summary>Writes a hundred values in one transaction and reads them back with one query.</summary>
    private async Task RoundTrip<T, TComparable>(Gen<T> values, Func<TableEntity, T> read, Func<T, TComparable> comparable)
    {
        var written = values.Sample(100, 100).ToList();
        await Table.SubmitTransactionAsync(written.Select((value, index) =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{index:d3}") { ["Value"] = value })));
        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(written.Select(comparable), rows.Select(row => comparable(read(row))));
    }
}
