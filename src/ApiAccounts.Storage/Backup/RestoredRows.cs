using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Tables.Directory;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// The rows of a backup as they are restored. They equal the saved rows, except where those are inconsistent because they were read at
/// different times.
/// </summary>
internal sealed class RestoredRows
{
    private readonly SavedBackup backup;
    private readonly PartnerCounts counts = new();
    private readonly LostLogins logins = new();
    private readonly List<WaitingMail> mails = [];

    private RestoredRows(SavedBackup backup) => this.backup = backup;

    /// <inheritdoc cref="LostLogins.WithoutName"/>
    public IReadOnlyList<AccountId> WithoutName => logins.WithoutName;

    /// <summary>Pending mails, whose queue messages are not in the backup.</summary>
    public IReadOnlyList<WaitingMail> Mails => mails;

    /// <summary>Reads the whole backup once.</summary>
    /// <exception cref="BackupException">A line is not a row, or the number of rows differs from the manifest.</exception>
    public static async Task<RestoredRows> OfAsync(SavedBackup backup, CancellationToken cancellationToken)
    {
        var rows = new RestoredRows(backup);
        foreach (var saved in backup.Manifest.Tables) // Accounts comes before Logins
        {
            var count = 0L;
            await foreach (var row in backup.ReadAsync(saved.Table, cancellationToken))
            {
                rows.Add(saved.Table, row);
                count++;
            }
            if (count != saved.Rows)
                throw new BackupException($"{SavedTable.FileOf(saved.Table)} does not have the number of rows in backup.json.");
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
            AccountTables.LoginsName => rows.Where(row => !logins.IsReplaced(row)).Concat(logins.NewRows.ToAsyncEnumerable()),
            _ => rows,
        };
    }

    private void Add(string table, TableEntity row)
    {
        if (table == AccountTables.LoginsName) logins.Add(row);
        if (table != AccountTables.AccountsName) return;
        counts.Add(row);
        if (AccountsKeys.IsOperator(row)) logins.Add(OperatorRow.Read(row));
        if (AccountsKeys.MailOf(row) is { } mail) mails.Add(mail);
    }
}
