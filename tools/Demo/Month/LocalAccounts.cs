using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace ApiAccounts.Tools.Demo.Month;

/// <summary>The storage of a system on this machine: what no request can do, which is to have happened a while ago.</summary>
internal sealed class LocalAccounts(string connectionString)
{
    private readonly QueueClient usage = new(connectionString, "usage-pings", new() { MessageEncoding = QueueMessageEncoding.Base64 });
    private readonly TableClient accounts = new(connectionString, "Accounts");

    public async Task SendAsync(string message, CancellationToken cancellationToken) =>
        await usage.SendMessageAsync(message, cancellationToken);

    /// <summary>Changes the time at which API users were created.</summary>
    /// <param name="daysAgo">By description.</param>
    /// <param name="since">API users that are older stay.</param>
    public async Task BackdateAsync(
        IReadOnlyDictionary<string, int> daysAgo, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var created = TableClient.CreateQueryFilter($"PartitionKey ge 'bucket-' and PartitionKey lt 'bucket.' and CreatedAt ge {since}");
        await foreach (var row in accounts.QueryAsync<TableEntity>(created, cancellationToken: cancellationToken))
        {
            if (row.GetString("Description") is not { } description || !daysAgo.TryGetValue(description, out var days)) continue;
            var change = new TableEntity(row.PartitionKey, row.RowKey) { ["CreatedAt"] = since.AddDays(-days) };
            await accounts.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
    }
}
