using System.Diagnostics;
using System.Text.Json;
using ApiAccounts.Bench.Running;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;

namespace ApiAccounts.Bench.Usage;

/// <summary>
/// The design that anybody would write first, over the same packages and rows: a message is one ping, and costs a read and a write of its
/// row. It takes as many messages at a time, and works on as many at once, as the Functions host does.
/// </summary>
/// <remarks>It counts twice what is delivered twice: the comparison is to its advantage.</remarks>
internal sealed class NaiveAggregator(UsageBacklog queue, TableClient accounts)
{
    private const int AtOnce = 16;

    /// <returns>How long it took until there were no messages any more.</returns>
    public async Task<TimeSpan> DrainAsync(CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        while (await queue.ReceiveAsync(AtOnce, stopping) is { Length: > 0 } messages)
            await Task.WhenAll(messages.Select(message => CountAsync(message, stopping)));
        return clock.Elapsed;
    }

    private async Task CountAsync(QueueMessage message, CancellationToken stopping)
    {
        using var json = JsonDocument.Parse(message.Body);
        var section = json.RootElement.GetProperty("sections")[0];
        var ping = section.GetProperty("pings")[0];
        if (!AccountId.TryParseUserName(ping[0].GetString(), out var id)
            || !UtcHour.TryParse(section.GetProperty("hour").GetString(), out var hour))
            throw new InvalidOperationException("A message of the bench cannot be read.");
        while (!await TryAddAsync(id, hour, ping[1].GetInt64(), ping[2].GetInt32(), stopping))
        {
            // Somebody else was first: read it again.
        }
        await queue.DeleteAsync(message, stopping);
    }

    private async Task<bool> TryAddAsync(AccountId id, UtcHour hour, long count, int second, CancellationToken stopping)
    {
        var read = await accounts.GetEntityAsync<TableEntity>(
            SeededPartner.PartitionOf(id.Bucket), SeededPartner.RowOf(id), ["Hours"], stopping);
        var hours = SparseCounts.Decode(read.Value.GetBinary("Hours")).Plus([new(hour.Number, count)], from: 0);
        var change = new TableEntity(SeededPartner.PartitionOf(id.Bucket), SeededPartner.RowOf(id))
        {
            ["Hours"] = hours.Encode(),
            ["LastUsed"] = hour.Start.AddSeconds(second),
        };
        try
        {
            await accounts.UpdateEntityAsync(change, read.Value.ETag, cancellationToken: stopping);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }
}
