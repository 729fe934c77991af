using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

/// <summary>An account of its own for each test, with one table in it.</summary>
public abstract class TableOnAzurite : IAsyncLifetime
{
    protected StorageAccount Account { get; private set; } = null!;

    protected TableServiceClient Service { get; private set; } = null!;

    protected TableClient Table { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Account = (await Azurite.SharedAsync()).NewAccount();
        Service = new TableServiceClient(Account.ConnectionString);
        Table = Service.GetTableClient("Accounts");
        await Table.CreateIfNotExistsAsync();
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;
}
