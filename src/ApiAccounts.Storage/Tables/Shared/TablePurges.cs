using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

internal static class TablePurges
{
    /// <summary>How many rows a transaction may have.</summary>
    private const int MaxRows = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>Removes rows of a partition until none is left. Doing it twice at once does no harm.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> PurgeAsync(this TableClient table, string partitionKey, KeyRange range, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (true)
        {
            var pages = table.QueryAsync<TableEntity>(range.FilterIn(partitionKey), MaxRows, Keys, cancellationToken).AsPages();
            var rows = await pages.SelectMany(page => page.Values).Take(MaxRows).ToListAsync(cancellationToken);
            if (rows.Count == 0) return purged;

            // Refused when the same ones are removed elsewhere at the moment, or one is deleted by itself: then what is left is read anew.
            var deletions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            if (await table.TrySubmitAsync(deletions, cancellationToken) is null) purged += rows.Count;
        }
    }

    /// <summary>Removes rows of one partition, up to 100, those that have changed since they were read left out: the rest is another run's.</summary>
    /// <returns>How many.</returns>
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
