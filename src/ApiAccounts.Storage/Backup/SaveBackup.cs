using System.Globalization;
using ApiAccounts.Storage.Queues;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// Saves all rows of the backed-up tables to a folder. The app may run at the same time: <c>docs/backup.md</c> says what such a backup
/// guarantees.
/// </summary>
public sealed class SaveBackup(StorageConnection connection, TimeProvider clock)
{
    private readonly AccountTables tables = new(connection.CreateTableClient());
    private readonly AccountQueues queues = new(connection.CreateQueueClient());

    /// <param name="folder">A new or empty folder.</param>
    /// <param name="report">Called with sentences about the progress.</param>
    /// <exception cref="BackupException">The folder is not empty, or the storage account fails.</exception>
    public Task ExecuteAsync(string folder, Action<string> report, CancellationToken cancellationToken) =>
        StorageFailure.ExplainAsync(() => SaveAsync(folder, report, cancellationToken), consequence: null, cancellationToken);

    private async Task SaveAsync(string folder, Action<string> report, CancellationToken cancellationToken)
    {
        NewBackup.CheckEmpty(folder);

        // Before the folder is created: the storage account may be the wrong one.
        foreach (var table in tables.BackedUp) await table.HasRowsAsync(cancellationToken);
        foreach (var queue in queues.All) await ReportMessagesAsync(queue, report, cancellationToken);

        var began = clock.GetUtcNow();
        var backup = NewBackup.In(folder);
        var saved = new List<SavedTable>();
        foreach (var table in tables.BackedUp) saved.Add(await SaveAsync(table, backup, report, cancellationToken));
        backup.Complete(new(BackupManifest.CurrentVersion, began, clock.GetUtcNow(), saved));
    }

    private static async Task<SavedTable> SaveAsync(
        TableClient table, NewBackup backup, Action<string> report, CancellationToken cancellationToken)
    {
        var counted = new CountedRows($"Rows of {table.Name}", report);
        var saved = await backup.WriteAsync(table.Name, table.ListAllAsync(cancellationToken), counted.Count, cancellationToken);
        counted.End();
        return saved;
    }

    /// <summary>Reports the messages in a queue, because a backup has tables only.</summary>
    private static async Task ReportMessagesAsync(QueueClient queue, Action<string> report, CancellationToken cancellationToken)
    {
        try
        {
            var messages = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            if (messages == 0) return;
            report(string.Create(
                CultureInfo.InvariantCulture, $"The queue {queue.Name} has about {messages:N0} messages, which are not in the backup."));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Without the queue there are no messages.
        }
    }
}
