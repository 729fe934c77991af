using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>The tables that a backup is restored into.</summary>
internal sealed class RestoreTarget(AccountTables tables, RestoredRows rows, Action<string> tell)
{
    /// <summary>The fingerprints of the rows that are not there yet; null where none is.</summary>
    private HashSet<UInt128>? missing;

    /// <exception cref="BackupException">There is a row, whichever.</exception>
    public async Task CheckEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tables.All)
        {
            if (!await table.HasRowsAsync(cancellationToken)) continue;
            throw new BackupException(
                $"The table {table.Name} has rows already: a backup is restored into a storage account without any, on which the app has not run. "
                + "After a restore that did not come to its end, --resume goes on with it.");
        }
    }

    /// <summary>
    /// Sees what a restore that did not come to its end has left. That can only be rows as it restores them, so with any other row (of somebody else, or
    /// changed since) it is not gone on with: that would undo what was done, a revocation perhaps.
    /// </summary>
    /// <exception cref="BackupException">There is another row.</exception>
    public async Task CheckOwnAsync(CancellationToken cancellationToken)
    {
        missing = [];
        foreach (var table in tables.BackedUp)
        {
            await foreach (var row in rows.ListAsync(table.Name, cancellationToken)) missing.Add(RowLine.FingerprintOf(table.Name, row));
        }
        foreach (var table in tables.All)
        {
            await foreach (var row in table.ListAllAsync(cancellationToken))
            {
                if (missing.Remove(RowLine.FingerprintOf(table.Name, row))) continue;
                throw new BackupException(
                    $"The table {table.Name} has the row '{row.PartitionKey}' '{row.RowKey}', which is not of this backup or was changed since: "
                    + "such a restore is not gone on with. Restore into a storage account without rows.");
            }
        }
    }

    /// <summary>Writes the rows of a table that are chosen and not there yet.</summary>
    /// <param name="what">What they are called in what is told.</param>
    public async Task PutAsync(TableClient table, string what, Func<TableEntity, bool> chosen, CancellationToken cancellationToken)
    {
        var counted = new CountedRows($"{what} written", tell);
        await table.PutAsync(rows.ListAsync(table.Name, cancellationToken).Where(IsToBeWritten), cancellationToken);
        counted.End();

        bool IsToBeWritten(TableEntity row)
        {
            if (!chosen(row) || missing?.Contains(RowLine.FingerprintOf(table.Name, row)) == false) return false;
            counted.Count();
            return true;
        }
    }
}
