using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

internal static class TablePurges
{
    /// <summary>How many rows a transaction may have.</summary>
    private const int MaxRows = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>Removes rows of a partition, a page at a time. Doing it twice at once does no harm.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> PurgeAsync(this TableClient table, string partitionKey, KeyRange range, CancellationToken cancellationToken)
    {
        var purged = 0;
        await foreach (var page in table
            .QueryAsync<TableEntity>(range.FilterIn(partitionKey), MaxRows, Keys, cancellationToken).AsPages().WithCancellation(cancellationToken))
        {
            var deletions = page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)).ToList();
            if (deletions.Count == 0) continue;

            // Refused when another instance purges the same ones at the moment: it will see to them.
            if (await table.TrySubmitAsync(deletions, cancellationToken) is null) purged += deletions.Count;
        }
        return purged;
    }
}
