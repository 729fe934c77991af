using System.Globalization;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// Restores a backup into the tables of a storage account that have no rows. Operators come last: nothing works without its operator, so whatever a crash
/// leaves behind lets nobody in whose API users, sign-in locks or rights are not all there.
/// </summary>
public sealed class RestoreBackup(StorageConnection connection)
{
    private readonly AccountTables tables = new(connection.CreateTableClient());
    private readonly AccountQueues queues = new(connection.CreateQueueClient());

    /// <param name="folder">Of the backup.</param>
    /// <param name="resume">Whether to go on with a restore that did not come to its end.</param>
    /// <param name="tell">Told in sentences what was done.</param>
    /// <exception cref="BackupException">
    /// The backup is damaged or the tables have rows that are not its own (then nothing was written), or the storage account does not answer as it should.
    /// </exception>
    public async Task ExecuteAsync(string folder, bool resume, Action<string> tell, CancellationToken cancellationToken)
    {
        RestoredRows rows = null!;
        RestoreTarget target = null!;
        await StorageAnswer.OrSentenceAsync(
            async () =>
            {
                var backup = await SavedBackup.OpenAsync(folder, tables.BackedUp.Select(table => table.Name), cancellationToken);
                rows = await RestoredRows.OfAsync(backup, cancellationToken);
                target = new(tables, rows, tell);
                await new StorageSetup(tables, queues).CreateAsync(cancellationToken);
                await (resume ? target.CheckOwnAsync(cancellationToken) : target.CheckEmptyAsync(cancellationToken));
            },
            consequence: null,
            cancellationToken);
        await StorageAnswer.OrSentenceAsync(
            async () =>
            {
                foreach (var table in tables.BackedUp) await target.PutAsync(table, $"Rows of {table.Name}", row => !IsOperator(table, row), cancellationToken);
                await target.PutAsync(tables.Accounts, "Operators", row => IsOperator(tables.Accounts, row), cancellationToken);
                await HaveMailsSentAsync(rows.Mails, tell, cancellationToken);
            },
            "Not all was restored: --resume goes on with it.",
            cancellationToken);
        foreach (var id in rows.Nameless) tell($"The operator {id} cannot sign in: its user name is another's. Give it another one.");
    }

    private bool IsOperator(TableClient table, TableEntity row) => table == tables.Accounts && AccountsKeys.IsOperator(row);

    /// <summary>The messages that would have had them sent are in the queue of another storage account. Two for one mail do no harm.</summary>
    private async Task HaveMailsSentAsync(IReadOnlyList<WaitingMail> mails, Action<string> tell, CancellationToken cancellationToken)
    {
        foreach (var mail in mails)
            await queues.OutgoingMail.SendForeverAsync(OutgoingMailMessage.Write(mail), delay: null, cancellationToken);
        if (mails.Count > 0) tell(string.Create(CultureInfo.InvariantCulture, $"Mails that waited, and will be sent: {mails.Count:N0}."));
    }
}
