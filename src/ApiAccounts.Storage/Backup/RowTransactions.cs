using System.Runtime.CompilerServices;

namespace ApiAccounts.Storage.Backup;

/// <summary>Writes rows in concurrent transactions.</summary>
internal static class RowTransactions
{
    private const int MaxConcurrent = 4;
    private const int MaxRows = 100;

    /// <summary>
    /// The size of the lines. The request, which repeats the keys of each row, then stays below 4 MiB, the limit of a transaction.
    /// </summary>
    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>The headers of a row in a transaction.</summary>
    private const int HeaderBytes = 1024;

    /// <summary>Writes rows, and replaces existing ones.</summary>
    public static Task UpsertAsync(this TableClient table, IAsyncEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            BatchesAsync(rows, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = cancellationToken },
            async (batch, token) => await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token));

    /// <summary>Groups consecutive rows of one partition, up to the limits of a transaction.</summary>
    private static async IAsyncEnumerable<List<TableEntity>> BatchesAsync(
        IAsyncEnumerable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (batch, bytes) = (new List<TableEntity>(), 0);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var length = RowLine.LengthOf(row) + HeaderBytes;
            if (batch.Count > 0 && (batch.Count == MaxRows || bytes + length > MaxBytes || batch[0].PartitionKey != row.PartitionKey))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(row);
            bytes += length;
        }
        if (batch.Count > 0) yield return batch;
    }
}
