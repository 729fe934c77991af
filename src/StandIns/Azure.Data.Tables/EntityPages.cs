using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// The rows of a query: each page is one request, sent when it is asked for. As in the package, what cancels it is the token that the query was given, not
/// that of an enumeration.
/// </summary>
internal sealed class EntityPages<T>(
    TableService service, string table, string? filter, int? maxPerPage, string? select, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : class, ITableEntity
{
    private const string NextPartition = "x-ms-continuation-NextPartitionKey";
    private const string NextRow = "x-ms-continuation-NextRowKey";

    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint ?? maxPerPage);

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in ReadAsync(null, maxPerPage))
        {
            foreach (var entity in page.Values) yield return entity;
        }
    }

    private async IAsyncEnumerable<Page<T>> ReadAsync(string? continuation, int? size)
    {
        do
        {
            var page = await ReadPageAsync(continuation, size);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }

    private async Task<Page<T>> ReadPageAsync(string? continuation, int? size)
    {
        using var message = service.CreateMessage(RequestMethod.Get, table + "()");
        var uri = message.Request.Uri;
        if (size is { } rows) uri.AppendQuery("$top", rows.ToString(CultureInfo.InvariantCulture));
        if (select is not null) uri.AppendQuery("$select", select);
        if (filter is not null) uri.AppendQuery("$filter", filter);
        AppendContinuation(uri, continuation);
        var response = await service.SendAsync(message, CancellationToken, 200);
        var values = (IReadOnlyList<T>)(object)EntityReader.ReadPage(response.Content.ToMemory().Span);
        return Page<T>.FromValues(values, Continuation(response), response);
    }

    // The two keys are opaque and hold no space, so one between them makes a token of both; the second may be missing.
    private static string? Continuation(Response response)
    {
        response.Headers.TryGetValue(NextPartition, out var partition);
        response.Headers.TryGetValue(NextRow, out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private static void AppendContinuation(RequestUriBuilder uri, string? continuation)
    {
        if (continuation is null) return;
        var space = continuation.IndexOf(' ', StringComparison.Ordinal);
        var (partition, row) = space < 0 ? (continuation, "") : (continuation[..space], continuation[(space + 1)..]);
        if (partition.Length > 0) uri.AppendQuery("NextPartitionKey", partition);
        if (row.Length > 0) uri.AppendQuery("NextRowKey", row);
    }
}
