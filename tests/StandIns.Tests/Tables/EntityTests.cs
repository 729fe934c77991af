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
        Assert.True(exception.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task A_missing_row_is_not_found_or_has_no_value()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(404, exception.Status);
        Assert.Equal("ResourceNotFound", exception.ErrorCode);

        var answer = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.False(answer.HasValue);
        Assert.Equal(404, answer.GetRawResponse().Status);
        Assert.ThrowsAny<Exception>(() => answer.Value);
    }

    [Fact]
    public async Task A_missing_table_is_not_found_or_has_no_value()
    {
        var missing = Service.GetTableClient("Missing");
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => missing.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(404, exception.Status);
        Assert.Equal("TableNotFound", exception.ErrorCode);
        Assert.False((await missing.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_row_that_is_there_has_a_value()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "Ada" });
        var answer = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.True(answer.HasValue);
        Assert.Equal("Ada", answer.Value!.GetString("Name"));
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2, ["C"] = 3 });
        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "B"])).Value;
        Assert.Equal("r", read.RowKey);
        Assert.Equal(2, read.GetInt32("B"));
        Assert.Null(read.GetInt32("A"));
        Assert.False(read.ContainsKey("C"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_update_keeps_or_removes_what_it_does_not_name(TableUpdateMode mode, int? kept)
    {
        var added = await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });
        var updated = await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, added.Headers.ETag!.Value, mode);
        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(kept, read.GetInt32("A"));
        Assert.Equal(3, read.GetInt32("B"));
        Assert.Equal(updated.Headers.ETag, read.ETag);
        Assert.NotEqual(added.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task The_entity_given_does_not_get_the_new_etag()
    {
        var entity = new TableEntity("p", "r");
        await Table.AddEntityAsync(entity);
        await Table.UpsertEntityAsync(entity);
        Assert.Equal(default, entity.ETag);
        Assert.Null(entity.Timestamp);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_etag_is_refused(TableUpdateMode mode)
    {
        var stale = (await Table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, stale);
        var update = () => Table.UpdateEntityAsync(new TableEntity("p", "r"), stale, mode);
        var exception = await Assert.ThrowsAsync<RequestFailedException>(update);
        Assert.Equal(412, exception.Status);
        Assert.Equal("UpdateConditionNotSatisfied", exception.ErrorCode);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_a_missing_row_is_refused(TableUpdateMode mode)
    {
        var update = () => Table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, mode);
        var exception = await Assert.ThrowsAsync<RequestFailedException>(update);
        Assert.Equal(404, exception.Status);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_any_etag_changes_whatever_is_there(TableUpdateMode mode)
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, ETag.All, mode);
        Assert.Equal(2, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task An_update_with_the_default_etag_is_not_sent()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_adds_a_row_or_changes_it(TableUpdateMode mode, int? kept)
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, mode);
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, mode);
        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(kept, read.GetInt32("A"));
        Assert.Equal(2, read.GetInt32("B"));
    }

    [Fact]
    public async Task Deleting_a_row_removes_it_and_a_missing_one_is_no_error()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(204, (await Table.DeleteEntityAsync("p", "r")).Status);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task A_delete_with_a_stale_etag_is_refused()
    {
        var stale = (await Table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var current = (await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r", stale));
        Assert.Equal(412, exception.Status);
        Assert.Equal(204, (await Table.DeleteEntityAsync("p", "r", current)).Status);
    }

    [Fact]
    public async Task A_row_without_a_key_is_not_sent()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity("p", null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity(null!, "r")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpsertEntityAsync(new TableEntity("p", null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpsertEntityAsync(new TableEntity(null!, "r")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpdateEntityAsync(new TableEntity("p", null!), ETag.All));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpdateEntityAsync<TableEntity>(null!, ETag.All));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync("p", null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync(null!, "r"));
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData(null, "r")]
    [InlineData("p", null)]
    public async Task A_row_without_a_key_is_not_asked_for(string? partitionKey, string? rowKey)
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        var table = proxy.Table();

        // The package documents an ArgumentNullException and throws a NullReferenceException.
        await Assert.ThrowsAnyAsync<SystemException>(() => table.GetEntityAsync<TableEntity>(partitionKey!, rowKey!));
        await Assert.ThrowsAnyAsync<SystemException>(() => table.GetEntityIfExistsAsync<TableEntity>(partitionKey!, rowKey!));
        Assert.Empty(proxy.Requests);
    }
}
