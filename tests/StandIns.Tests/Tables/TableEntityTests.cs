using Azure;
using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void Keys_and_properties_are_one_dictionary()
    {
        var entity = new TableEntity("p", "r") { ["Name"] = "Ada" };
        entity.Add("Count", 7);
        Assert.Equal(["PartitionKey", "RowKey", "Name", "Count"], entity.Keys);
        Assert.Equal(4, entity.Count);
        Assert.Equal("p", entity["PartitionKey"]);
        entity["RowKey"] = "s";
        Assert.Equal("s", entity.RowKey);
        Assert.True(entity.TryGetValue("Name", out var name));
        Assert.Equal("Ada", name);
        Assert.True(entity.Remove("Name"));
        Assert.False(entity.ContainsKey("Name"));
        entity.Clear();
        Assert.Empty(entity);
        Assert.Null(entity.PartitionKey);
    }

    [Fact]
    public void It_copies_the_dictionary_it_is_made_from()
    {
        var values = new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r", ["N"] = 1 };
        var entity = new TableEntity(values);
        values["N"] = 2;
        Assert.Equal(("p", "r", 1), (entity.PartitionKey, entity.RowKey, entity.GetInt32("N")));
        Assert.Empty(new TableEntity());
    }

    [Fact]
    public void What_is_absent_is_null()
    {
        var entity = new TableEntity("p", "r") { ["Empty"] = null };
        foreach (var name in new[] { "Absent", "Empty" })
        {
            Assert.Null(entity[name]);
            Assert.Null(entity.GetString(name));
            Assert.Null(entity.GetBinary(name));
            Assert.Null(entity.GetBinaryData(name));
            Assert.Null(entity.GetBoolean(name));
            Assert.Null(entity.GetDateTime(name));
            Assert.Null(entity.GetDateTimeOffset(name));
            Assert.Null(entity.GetDouble(name));
            Assert.Null(entity.GetGuid(name));
            Assert.Null(entity.GetInt32(name));
            Assert.Null(entity.GetInt64(name));
        }
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
    }

    [Fact]
    public void A_property_of_another_type_is_refused()
    {
        var entity = new TableEntity { ["Number"] = 1, ["Text"] = "1" };
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDouble("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinary("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTimeOffset("Text"));
    }

    [Fact]
    public void Times_and_bytes_are_read_in_either_form()
    {
        var time = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1));
        var entity = new TableEntity { ["Offset"] = time, ["Utc"] = time.UtcDateTime };
        entity["Bytes"] = new byte[] { 1, 2 };
        entity["Data"] = new BinaryData([3]);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), entity.GetDateTime("Offset"));
        Assert.Equal(DateTimeKind.Utc, entity.GetDateTime("Offset")!.Value.Kind);
        Assert.Equal(time, entity.GetDateTimeOffset("Utc"));
        Assert.Equal([1, 2], entity.GetBinaryData("Bytes").ToArray());
        Assert.Equal([3], entity.GetBinaryData("Data").ToArray());
    }

    [Fact]
    public void A_long_or_double_stays_one_when_it_is_given_an_int()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 0.5, ["Int"] = 1, ["Text"] = "x" };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Int"] = 3L;
        entity["Text"] = 4;
        Assert.Equal(2L, entity["Long"]);
        Assert.Equal(2.0, entity["Double"]);
        Assert.Equal(3L, entity["Int"]);
        Assert.Equal(4, entity["Text"]);
    }

    [Fact]
    public void The_etag_and_the_time_are_properties_too()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var entity = new TableEntity { ETag = new ETag("W/\"1\""), Timestamp = time };
        Assert.Equal("W/\"1\"", entity["odata.etag"]);
        Assert.Equal(time, entity["Timestamp"]);
    }
}
