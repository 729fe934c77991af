using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace StandIns.Tests.Tables;

public sealed class EntityTests : TableOnAzurite
{
    [Fact]
    public async Task A_row_that_was_added_is_read_back()
    {
        var added = await Table.AddEntityAsync(new TableEntity("0000002a", "operator|1") { ["Name"] = "Ada", ["Count"] = 7 });
        var read = (await Table.GetEntityAsync<TableEntity>("0000002a", "operator|1")).Value;

        Assert.Equal(204, added.Status);
        Assert.Equal("0000002a", read.PartitionKey);
        Assert.Equal("operator|1", read.RowKey);
        Assert.Equal("Ada", read.GetString("Name"));
        Assert.Equal(7, read.GetInt32("Count"));
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.StartsWith("W/\"datetime'", read.ETag.ToString(), StringComparison.Ordinal);
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task Adding_a_row_that_is_there_is_a_conflict()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"));
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(409, exception.Status);
        Assert.Equal("EntityAlreadyExists", exception.ErrorCode);
        Assert.True(exception.ErrorCode! == TableErrorCode.EntityAlreadyExists);
    }
}
