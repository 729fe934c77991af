using System.Globalization;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Queues;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// Restores a backup into the empty tables of a storage account. Operators are written last. No credential works without its operator, so
/// after a crash nobody can sign in with only some of its API users, sign-in locks or rights.
/// </summary>
public sealed class RestoreBackup(StorageConnection connection)
{
    private readonly AccountTables tables = new(connection.CreateTableClient());
    private readonly AccountQueues queues = new(connection.CreateQueueClient());

    /// <param name="folder">The folder of the backup.</param>
    /// <param name="resume">Whether to continue an incomplete restore.</param>
    /// <param name="report">Called with sentences about the progress.</param>
    /// <exception cref="BackupException"> The backup is damaged, or the tables have rows that are not from it (in both cases nothing is
    /// written), or the storage account fails. </exception>
    public async Task ExecuteAsync(string folder, bool resume, Action<string> report, CancellationToken cancellationToken)
    {
        RestoredRows rows = null!;
        RestoreTarget target = null!;
        await StorageFailure.ExplainAsync(
            async () =>
            {
                var backup = await SavedBackup.OpenAsync(folder, tables.BackedUp.Select(table => table.Name), cancellationToken);
                rows = await RestoredRows.OfAsync(backup, cancellationToken);
                target = new(tables, rows, report);
                await new StorageSetup(tables, queues).CreateAsync(cancellationToken);
                await (resume ? target.CheckResumableAsync(cancellationToken) : target.CheckEmptyAsync(cancellationToken));
            },
            consequence: null,
            cancellationToken);
        await StorageFailure.ExplainAsync(
            async () =>
            {
                foreach (var table in tables.BackedUp)
                    await target.WriteAsync(table, $"Rows of {table.Name}", row => !IsOperator(table, row), cancellationToken);
                await target.WriteAsync(tables.Accounts, "Operators", row => IsOperator(tables.Accounts, row), cancellationToken);
                await EnqueueMailsAsync(rows.Mails, report, cancellationToken);
            },
            "The restore is incomplete: continue it with --resume.",
            cancellationToken);
        foreach (var id in rows.WithoutName)
            report($"The operator {id} cannot sign in: another operator has its user name. Give it a new one.");
    }

    private bool IsOperator(TableClient table, TableEntity row) => table == tables.Accounts && AccountsKeys.IsOperator(row);

    /// <summary>
    /// Enqueues the pending mails, whose messages are in the queue of the old storage account. A duplicate message does no harm.
    /// </summary>
    private async Task EnqueueMailsAsync(IReadOnlyList<WaitingMail> mails, Action<string> report, CancellationToken cancellationToken)
    {
        foreach (var mail in mails)
            await queues.OutgoingMail.EnqueueAsync(OutgoingMailMessage.Write(mail), delay: null, cancellationToken);
        if (mails.Count > 0) report(string.Create(CultureInfo.InvariantCulture, $"Pending mails enqueued: {mails.Count:N0}."));
    }
}
