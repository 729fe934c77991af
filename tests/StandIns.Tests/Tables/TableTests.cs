using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class TableTests : TableOnAzurite
{
    [Fact]
    public async Task Creating_a_table_that_is_there_is_no_error()
    {
        var made = await Service.CreateTableIfNotExistsAsync("Changes");
        var found = await Service.CreateTableIfNotExistsAsync("Changes");
        Assert.Equal("Changes", made.Value.Name);
        Assert.Equal("Changes", found.Value.Name);
        Assert.Equal(409, found.GetRawResponse().Status);
        Assert.Equal("Changes", (await Service.GetTableClient("Changes").CreateIfNotExistsAsync()).Value.Name);
    }

    [Fact]
    public async Task A_conflict_other_than_an_existing_table_is_an_error()
    {
        await using var proxy = await FaultyProxy.StartAsync(Account);
        proxy.Next(new Fault(409, """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"Being deleted."}}}"""));
        var exception = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => proxy.Client().CreateTableIfNotExistsAsync("Changes"));
        Assert.Equal("TableBeingDeleted", exception.ErrorCode);
    }

    [Fact]
    public async Task Deleting_a_table_removes_it_and_a_missing_one_is_no_error()
    {
        var table = Service.GetTableClient("Changes");
        await table.CreateIfNotExistsAsync();
        Assert.Equal(204, (await table.DeleteAsync()).Status);
        var exception = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal("TableNotFound", exception.ErrorCode);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public void A_table_client_knows_its_account_table_and_address()
    {
        Assert.Equal("Accounts", Table.Name);
        Assert.Equal(Account.Name, Table.AccountName);
        Assert.Equal(new Uri($"http://127.0.0.1:{Account.TablePort}/{Account.Name}/Accounts"), Table.Uri);

        var cloud = new TableServiceClient("AccountName=acme;AccountKey=a2V5;EndpointSuffix=core.windows.net").GetTableClient("Logins");
        Assert.Equal("acme", cloud.AccountName);
        Assert.Equal(new Uri("https://acme.table.core.windows.net/Logins"), cloud.Uri);
    }
}
