using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>The rows of a backup as they are restored: as they were saved, but for what does not go together because they were read at different moments.</summary>
internal sealed class RestoredRows
{
    private readonly SavedBackup backup;
    private readonly PartnerCounts counts = new();
    private readonly LostLogins logins = new();
    private readonly List<WaitingMail> mails = [];

    private RestoredRows(SavedBackup backup) => this.backup = backup;

    /// <inheritdoc cref="LostLogins.Nameless"/>
    public IReadOnlyList<AccountId> Nameless => logins.Nameless;

    /// <summary>Mails that waited to be sent, and whose messages are in no table.</summary>
    public IReadOnlyList<WaitingMail> Mails => mails;

    /// <summary>Reads all of a backup once.</summary>
    /// <exception cref="BackupException">A line is no row, or there are more or fewer than the backup says.</exception>
    public static async Task<RestoredRows> OfAsync(SavedBackup backup, CancellationToken cancellationToken)
    {
        var rows = new RestoredRows(backup);
        foreach (var saved in backup.Manifest.Tables) // Accounts comes before Logins
        {
            var count = 0L;
            await foreach (var row in backup.ReadAsync(saved.Table, cancellationToken))
            {
                rows.See(saved.Table, row);
                count++;
            }
            if (count != saved.Rows) throw new BackupException($"{SavedTable.FileOf(saved.Table)} has not as many rows as backup.json says.");
        }
        rows.logins.Conclude();
        return rows;
    }

    public IAsyncEnumerable<TableEntity> ListAsync(string table, CancellationToken cancellationToken)
    {
        var rows = backup.ReadAsync(table, cancellationToken);
        return table switch
        {
            AccountTables.AccountsName => rows.Select(row => AccountsKeys.IsPartner(row) ? counts.Corrected(row) : row),
            AccountTables.LoginsName => rows.Where(row => !logins.IsReplaced(row)).Concat(logins.Found.ToAsyncEnumerable()),
            _ => rows,
        };
    }

    private void See(string table, TableEntity row)
    {
        if (table == AccountTables.LoginsName) logins.See(row);
        if (table != AccountTables.AccountsName) return;
        counts.See(row);
        if (AccountsKeys.IsOperator(row)) logins.See(OperatorRow.Read(row));
        if (AccountsKeys.MailOf(row) is { } mail) mails.Add(mail);
    }
}
