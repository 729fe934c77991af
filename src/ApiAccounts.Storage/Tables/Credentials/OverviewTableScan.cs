using ApiAccounts.Core.Overview;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// One scan of the API users of a partner. How many there are where is not known before: who finds more than a page while not all readers are
/// busy leaves the half of the rest to another.
/// </summary>
internal sealed class OverviewTableScan(TableClient table, OverviewScan scan, int readers) : IDisposable
{
    private readonly SemaphoreSlim free = new(readers);
    private readonly Lock gate = new();
    private readonly List<OverviewRow> rows = [];

    /// <summary>What was read so far.</summary>
    public IReadOnlyCollection<OverviewRow> Rows => rows;

    public Task ReadAsync(ApiUserPlaces bucket, CancellationToken cancellationToken) => ReadAsync(bucket, 0, bucket.End, cancellationToken);

    public void Dispose() => free.Dispose();

    private async Task ReadAsync(ApiUserPlaces bucket, long from, long to, CancellationToken cancellationToken)
    {
        var others = new List<Task>();
        await free.WaitAsync(cancellationToken);
        try
        {
            while (await ReadUntilSplitAsync(bucket, from, to, cancellationToken) is { } rest)
            {
                var middle = rest + (to - rest) / 2;
                others.Add(ReadAsync(bucket, middle, to, cancellationToken));
                (from, to) = (rest, middle);
            }
        }
        finally
        {
            free.Release();
        }
        await Task.WhenAll(others);
    }

    /// <returns>Where what was not read yet begins, when it should be split; null when all was read.</returns>
    private async Task<long?> ReadUntilSplitAsync(ApiUserPlaces bucket, long from, long to, CancellationToken cancellationToken)
    {
        var filter = bucket.Range(from, to).FilterIn(bucket.PartitionKey);
        await foreach (var page in table.QueryAsync<TableEntity>(filter, select: ApiUserOverviewRow.Columns, cancellationToken: cancellationToken).AsPages())
        {
            if (page.Values.Count == 0) continue;
            Keep(page.Values);
            if (page.ContinuationToken is null || free.CurrentCount == 0) continue;
            var next = bucket.Of(page.Values[^1].Id(CredentialColumns.Id)) + 1;
            if (to - next > 1) return next;
        }
        return null;
    }

    private void Keep(IReadOnlyList<TableEntity> page)
    {
        var read = new List<OverviewRow>(page.Count);
        foreach (var row in page)
            if (ApiUserOverviewRow.Read(row, row.Id(CredentialColumns.Id), scan) is { } shown) read.Add(shown);
        lock (gate) rows.AddRange(read);
    }
}
