namespace ApiAccounts.Storage.Backup;

/// <summary>The tables that a backup is restored into.</summary>
internal sealed class RestoreTarget(AccountTables tables, RestoredRows rows, Action<string> report)
{
    /// <summary>The fingerprints of the rows still to write; null for all rows.</summary>
    private HashSet<UInt128>? missing;

    /// <exception cref="BackupException">A table has a row.</exception>
    public async Task CheckEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tables.All)
        {
            if (!await table.HasRowsAsync(cancellationToken)) continue;
            throw new BackupException(
                $"The table {table.Name} is not empty: a backup must be restored into a storage account without rows, "
                + "before the app runs on it. To continue an incomplete restore, use --resume.");
        }
    }

    /// <summary>
    /// Finds the rows that an incomplete restore has still to write. Its existing rows must equal those of the backup. Any other row, or
    /// one that has changed since, prevents a resume, which could undo that change: a revocation, for example.
    /// </summary>
    /// <exception cref="BackupException">A table has a row that is not from the backup.</exception>
    public async Task CheckResumableAsync(CancellationToken cancellationToken)
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
                    $"The table {table.Name} has the row '{row.PartitionKey}' '{row.RowKey}', which is not from this backup "
                    + "or has changed since: the restore cannot be resumed. Restore into a storage account without rows.");
            }
        }
    }

    /// <summary>Writes the missing rows of a table that meet a condition.</summary>
    /// <param name="what">The term for the rows in the report.</param>
    public async Task WriteAsync(TableClient table, string what, Func<TableEntity, bool> condition, CancellationToken cancellationToken)
    {
        var counted = new CountedRows($"{what} written", report);
        await table.UpsertAsync(rows.ListAsync(table.Name, cancellationToken).Where(MustBeWritten), cancellationToken);
        counted.End();

        bool MustBeWritten(TableEntity row)
        {
            if (!condition(row) || missing?.Contains(RowLine.FingerprintOf(table.Name, row)) == false) return false;
            counted.Count();
            return true;
        }
    }
}
