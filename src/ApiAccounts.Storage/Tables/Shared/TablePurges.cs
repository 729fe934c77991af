namespace ApiAccounts.Storage.Tables.Shared;

internal static class TablePurges
{
    /// <summary>The maximum number of rows in a transaction.</summary>
    private const int MaxRows = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>Deletes rows of a partition until none is left. Concurrent purges of the same rows do no harm.</summary>
    /// <returns>The number of deleted rows.</returns>
    public static Task<int> PurgeAsync(this TableClient table, string partitionKey, KeyRange range, CancellationToken cancellationToken) =>
        table.PurgeAsync(range.FilterIn(partitionKey), cancellationToken);

    /// <param name="filter">Names a partition.</param>
    /// <inheritdoc cref="PurgeAsync(TableClient, string, KeyRange, CancellationToken)"/>
    public static async Task<int> PurgeAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (true)
        {
            var pages = table.QueryAsync<TableEntity>(filter, MaxRows, Keys, cancellationToken).AsPages();
            var rows = await pages.SelectMany(page => page.Values).Take(MaxRows).ToListAsync(cancellationToken);
            if (rows.Count == 0) return purged;

            // The transaction fails if another call deletes one of the rows at the same time; the loop then reads the remaining rows again.
            var deletions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            if (await table.TrySubmitAsync(deletions, cancellationToken) is null) purged += rows.Count;
        }
    }

    /// <summary>Deletes up to 100 rows of one partition, except rows that change after they are read. The next run deletes more.</summary>
    /// <returns>The number of deleted rows.</returns>
    public static async Task<int> PurgeAsReadAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var pages = table.QueryAsync<TableEntity>(filter, MaxRows, Keys, cancellationToken).AsPages();
        var rows = await pages.SelectMany(page => page.Values).Take(MaxRows).ToListAsync(cancellationToken);
        while (rows.Count > 0)
        {
            var deletions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag));
            if (await table.TrySubmitAsync(deletions, cancellationToken) is not { } refusal) break;
            rows.RemoveAt(refusal.Index);
        }
        return rows.Count;
    }
}
