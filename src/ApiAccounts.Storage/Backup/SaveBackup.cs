using System.Globalization;
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables.Shared;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// Saves every row of the product's tables into a folder. The app may run meanwhile: rows are read one after the other, and what a backup is worth
/// then is told in <c>docs/backup.md</c>.
/// </summary>
public sealed class SaveBackup(StorageConnection connection, TimeProvider clock)
{
    private readonly AccountTables tables = new(connection.CreateTableClient());
    private readonly AccountQueues queues = new(connection.CreateQueueClient());

    /// <param name="folder">A new or an empty one.</param>
    /// <param name="tell">Told in sentences what was done.</param>
    /// <exception cref="BackupException">The folder is not empty, or the storage account does not answer as it should.</exception>
    public Task ExecuteAsync(string folder, Action<string> tell, CancellationToken cancellationToken) =>
        StorageAnswer.OrSentenceAsync(() => SaveAsync(folder, tell, cancellationToken), consequence: null, cancellationToken);

    private async Task SaveAsync(string folder, Action<string> tell, CancellationToken cancellationToken)
    {
        NewBackup.CheckEmpty(folder);
        foreach (var table in tables.BackedUp) await table.HasRowsAsync(cancellationToken); // before there is a folder: the account may be a wrong one
        foreach (var queue in queues.All) await TellWaitingAsync(queue, tell, cancellationToken);

        var began = clock.GetUtcNow();
        var backup = NewBackup.In(folder);
        var saved = new List<SavedTable>();
        foreach (var table in tables.BackedUp) saved.Add(await SaveAsync(table, backup, tell, cancellationToken));
        backup.Complete(new(BackupManifest.CurrentVersion, began, clock.GetUtcNow(), saved));
    }

    private static async Task<SavedTable> SaveAsync(TableClient table, NewBackup backup, Action<string> tell, CancellationToken cancellationToken)
    {
        var counted = new CountedRows($"Rows of {table.Name}", tell);
        var saved = await backup.WriteAsync(table.Name, table.ListAllAsync(cancellationToken), counted.Count, cancellationToken);
        counted.End();
        return saved;
    }

    /// <summary>What waits in a queue is in no table yet, so it is in no backup.</summary>
    private static async Task TellWaitingAsync(QueueClient queue, Action<string> tell, CancellationToken cancellationToken)
    {
        try
        {
            var waiting = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            if (waiting == 0) return;
            tell(string.Create(CultureInfo.InvariantCulture, $"The queue {queue.Name} has about {waiting:N0} messages, which are not in the backup."));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // No queue, no messages.
        }
    }
}
