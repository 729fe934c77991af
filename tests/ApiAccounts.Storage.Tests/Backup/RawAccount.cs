using ApiAccounts.Storage.Backup;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Backup;

/// <summary>A storage account that a test has to itself, row by row.</summary>
internal sealed class RawAccount : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public RawAccount(StorageAccount account)
    {
        Account = account;
        services = Ports.On(account);
    }

    public StorageAccount Account { get; }

    public StorageConnection Connection => services.GetRequiredService<StorageConnection>();

    /// <summary>One with the tables and queues, which have nothing in them.</summary>
    public static async Task<RawAccount> NewAsync()
    {
        var account = await NewWithoutTablesAsync();
        await account.services.GetRequiredService<StorageSetup>().CreateAsync(default);
        return account;
    }

    /// <summary>As it is when it has just been bought.</summary>
    public static async Task<RawAccount> NewWithoutTablesAsync() => new((await Azurite.SharedAsync()).NewAccount());

    public async Task PutAsync(string table, params TableEntity[] rows)
    {
        foreach (var row in rows) await Table(table).UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string table) => await Table(table).QueryAsync<TableEntity>().ToListAsync();

    public async Task<TableEntity> RowAsync(string table, string partitionKey, string rowKey) =>
        (await Table(table).GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;

    public TableClient Table(string name) => services.GetRequiredService<TableServiceClient>().GetTableClient(name);

    public QueueClient Queue(string name) => services.GetRequiredService<QueueServiceClient>().GetQueueClient(name);

    /// <summary>Whether neither a table nor a queue was made in it.</summary>
    public async Task<bool> IsUntouchedAsync() =>
        (await services.GetRequiredService<StorageSetup>().FindUnavailableAsync(default)).Count == 5 + 6;

    /// <returns>What it told.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(string folder, TimeProvider? clock = null)
    {
        var told = new List<string>();
        await new SaveBackup(Connection, clock ?? TimeProvider.System).ExecuteAsync(folder, told.Add, default);
        return told;
    }

    /// <returns>What it told.</returns>
    public async Task<IReadOnlyList<string>> RestoreAsync(string folder, bool resume = false, CancellationToken cancellationToken = default)
    {
        var told = new List<string>();
        await new RestoreBackup(Connection).ExecuteAsync(folder, resume, told.Add, cancellationToken);
        return told;
    }

    /// <returns>The sentence that it was refused with.</returns>
    public async Task<string> RefusalToRestoreAsync(string folder, bool resume = false) =>
        (await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(folder, resume))).Message;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
