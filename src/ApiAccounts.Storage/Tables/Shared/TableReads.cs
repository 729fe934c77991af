using System.Runtime.CompilerServices;

namespace ApiAccounts.Storage.Tables.Shared;

internal static class TableReads
{
    public static async Task<Versioned<T>?> FindAsync<T>(
        this TableClient table, string partitionKey, string rowKey, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        var response = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return response.HasValue ? new(read(response.Value!), response.Version()) : null;
    }

    public static async IAsyncEnumerable<Versioned<T>> ListAsync<T>(
        this TableClient table,
        string partitionKey,
        KeyRange rows,
        Func<TableEntity, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(rows.FilterIn(partitionKey), cancellationToken: cancellationToken))
            yield return new(read(row), row.ETag.ToString());
    }

    /// <summary>
    /// Reads all rows of all partitions, page by page. This is for backups only, for which no caller waits. All other queries must name a
    /// partition.
    /// </summary>
    public static IAsyncEnumerable<TableEntity> ListAllAsync(this TableClient table, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(cancellationToken: cancellationToken);

    /// <inheritdoc cref="ListAllAsync"/>
    public static async Task<bool> HasRowsAsync(this TableClient table, CancellationToken cancellationToken)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellationToken)) return true;
        return false;
    }
}
