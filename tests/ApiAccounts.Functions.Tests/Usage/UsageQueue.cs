using System.Globalization;
using System.Text;
using Azure.Storage.Queues;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>The queue of usage messages as a trusted producer sees it, and the one of what was put aside.</summary>
internal sealed class UsageQueue(StorageAccount account)
{
    private readonly QueueClient pings = Client(account, "usage-pings");
    private readonly QueueClient poison = Client(account, "usage-pings-poison");

    public async Task SendAsync(string json) => await pings.SendMessageAsync(json);

    /// <summary>Waits until every message has been worked off.</summary>
    public Task DrainedAsync() => Eventually.Async(IsEmptyAsync, "the queue is empty");

    public async Task<bool> IsEmptyAsync() => (await pings.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0;

    public async Task<int> PoisonedAsync() => (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public async Task<IReadOnlyList<string>> PeekPoisonAsync() =>
        [.. (await poison.PeekMessagesAsync(32)).Value.Select(message => message.MessageText)];

    /// <summary>A message of one section, in the form that is documented, an hour being as in 2026-11-22T10.</summary>
    public static string Message(string id, DateTimeOffset sentAt, int bucket, DateTimeOffset hour, params string[] pings) =>
        new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{{\"version\":1,\"id\":\"{id}\",\"sentAt\":\"{sentAt:O}\",\"sections\":[")
        .Append(CultureInfo.InvariantCulture,
            $"{{\"bucket\":{bucket},\"hour\":\"{hour.UtcDateTime:yyyy-MM-dd'T'HH}\",\"pings\":[{string.Join(',', pings)}]}}]}}")
        .ToString();

    private static QueueClient Client(StorageAccount account, string name) =>
        new(account.ConnectionString, name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
}
