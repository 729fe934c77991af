using ApiAccounts.Core.Overview;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// One scan of the API users of a partner. Their distribution is not known in advance: a reader that finds more than a page while another
/// reader is free hands over half of its remaining range.
/// </summary>
internal sealed class OverviewTableScan(TableClient table, OverviewScan scan, int readers) : IDisposable
{
    private readonly SemaphoreSlim free = new(readers);
    private readonly Lock gate = new();
    private readonly List<OverviewRow> rows = [];

    /// <summary>The rows read so far.</summary>
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

    /// <returns>The start of the unread part, if another reader can take half of it; null if everything was read.</returns>
    private async Task<long?> ReadUntilSplitAsync(ApiUserPlaces bucket, long from, long to, CancellationToken cancellationToken)
    {
        var filter = bucket.Range(from, to).FilterIn(bucket.PartitionKey);
        var query = table.QueryAsync<TableEntity>(filter, select: ApiUserOverviewRow.Columns, cancellationToken: cancellationToken);
        await foreach (var page in query.AsPages())
        {
            if (page.Values.Count == 0) continue;
            Add(page.Values);
            if (page.ContinuationToken is null || free.CurrentCount == 0) continue;
            var next = bucket.Of(page.Values[^1].Id(CredentialColumns.Id)) + 1;
            if (to - next > 1) return next;
        }
        return null;
    }

    private void Add(IReadOnlyList<TableEntity> page)
    {
        var read = new List<OverviewRow>(page.Count);
        foreach (var row in page)
            if (ApiUserOverviewRow.Read(row, row.Id(CredentialColumns.Id), scan) is { } apiUser) read.Add(apiUser);
        lock (gate) rows.AddRange(read);
    }
}
