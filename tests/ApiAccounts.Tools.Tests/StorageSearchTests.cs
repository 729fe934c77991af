using ApiAccounts.Tools.Demo;
using ApiAccounts.Tools.Demo.Wire;
using Azure.Data.Tables;

namespace ApiAccounts.Tools.Tests;

/// <summary>The search of the demo for secrets, on Azurite.</summary>
public sealed class StorageSearchTests
{
    private const string Secret = "apiacc_secret";

    [Fact]
    public async Task Rows_without_a_secret_are_counted()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await AddAsync(account, "First", new("p", "1") { ["Text"] = "harmless", ["Bytes"] = "harmless"u8.ToArray(), ["Number"] = 7 });
        await AddAsync(account, "Second", new("p", "1"));

        Assert.Equal((2, 2), await SearchAsync(account));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_is_found_in_text_and_in_bytes(bool isText)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await AddAsync(account, "Rows", new("p", "1") { ["Harmless"] = "x" });
        object value = isText ? $"before {Secret} after" : "before apiacc_secret after"u8.ToArray();
        await AddAsync(account, "Rows", new("p", "2") { ["Leak"] = value });

        var exception = await Assert.ThrowsAsync<ToolException>(() => SearchAsync(account));

        Assert.Equal("Table Rows holds a password, in Leak of the row (p, 2).", exception.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no connection string")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aGVsbG8=;EndpointSuffix=core.windows.net")]
    public void A_storage_that_is_not_on_this_machine_is_not_searched(string? connectionString) =>
        Assert.Null(StorageSearch.Open(connectionString));

    private static Task<(int Tables, int Rows)> SearchAsync(StorageAccount account)
    {
        var secrets = new KnownSecrets();
        secrets.Add(Secret);
        return StorageSearch.Open(account.ConnectionString)!.SearchAsync(secrets, CancellationToken.None);
    }

    private static async Task AddAsync(StorageAccount account, string table, TableEntity row)
    {
        var client = new TableClient(account.ConnectionString, table);
        await client.CreateIfNotExistsAsync();
        await client.UpsertEntityAsync(row);
    }
}
