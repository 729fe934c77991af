using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>Writes rows in transactions, several at once.</summary>
internal static class RowTransactions
{
    private const int AtOnce = 4;
    private const int MaxRows = 100;

    /// <summary>Of the lines, so that what is sent, which says the keys of each row twice, is below the 4 MiB that a transaction may have.</summary>
    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>The headers of a row.</summary>
    private const int BytesBesideLine = 1024;

    /// <summary>Writes rows in the place of those that are there.</summary>
    public static Task PutAsync(this TableClient table, IAsyncEnumerable<TableEntity> rows, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        BatchesAsync(rows, cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (batch, token) => await table.SubmitTransactionAsync(
            batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token));

    /// <summary>Rows of one partition that follow each other, as many as a transaction may have.</summary>
    private static async IAsyncEnumerable<List<TableEntity>> BatchesAsync(
        IAsyncEnumerable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (batch, bytes) = (new List<TableEntity>(), 0);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var more = RowLine.LengthOf(row) + BytesBesideLine;
            if (batch.Count > 0 && (batch.Count == MaxRows || bytes + more > MaxBytes || batch[0].PartitionKey != row.PartitionKey))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(row);
            bytes += more;
        }
        if (batch.Count > 0) yield return batch;
    }
}
