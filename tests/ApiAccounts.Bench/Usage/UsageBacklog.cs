using System.Globalization;
using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ApiAccounts.Bench.Usage;

/// <summary>The queue of usage messages, as a trusted producer sees it: <c>docs/usage-messages.md</c>.</summary>
internal sealed class UsageBacklog(StorageAccount account)
{
    private const int PingsOfSection = 80;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);
    private readonly QueueClient queue = new(
        account.ConnectionString, "usage-pings", new() { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Puts messages on the queue, each with one ping of every API user.</summary>
    public Task SendAsync(IReadOnlyList<AccountId> apiUsers, int messages, CancellationToken stopping) => Parallel.ForEachAsync(
        Enumerable.Range(0, messages),
        stopping,
        async (_, cancellation) => await queue.SendMessageAsync(Message(apiUsers, DateTimeOffset.UtcNow), cancellation));

    /// <summary>Messages that wait or are worked at.</summary>
    public async Task<int> LengthAsync(CancellationToken stopping) =>
        (await queue.GetPropertiesAsync(stopping)).Value.ApproximateMessagesCount;

    public async Task DrainedAsync(CancellationToken stopping)
    {
        while (await LengthAsync(stopping) > 0) await Task.Delay(Often, stopping);
    }

    public async Task<QueueMessage[]> ReceiveAsync(int atMost, CancellationToken stopping) =>
        (await queue.ReceiveMessagesAsync(atMost, cancellationToken: stopping)).Value;

    public Task DeleteAsync(QueueMessage message, CancellationToken stopping) =>
        queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stopping);

    internal static string Message(IReadOnlyList<AccountId> apiUsers, DateTimeOffset sentAt)
    {
        var hour = UtcHour.Of(sentAt);
        var second = (int)(sentAt - hour.Start).TotalSeconds;
        var sections = apiUsers.GroupBy(id => id.Bucket).SelectMany(bucket => bucket.Chunk(PingsOfSection)).Select(ids => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"bucket":{{ids[0].Bucket}},"hour":"{{hour}}","pings":[{{string.Join(',', ids.Select(id => Ping(id, second)))}}]}"""));
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $$"""{"version":1,"id":"{{Guid.NewGuid():N}}","sentAt":"{{sentAt:O}}","sections":[""")
            .AppendJoin(',', sections).Append("]}").ToString();
    }

    private static string Ping(AccountId id, int second) => string.Create(CultureInfo.InvariantCulture, $"[\"{id.UserName}\",1,{second}]");
}
