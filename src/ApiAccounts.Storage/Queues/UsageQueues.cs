using ApiAccounts.Core.Usage;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

/// <summary>The queues this product has.</summary>
internal sealed class UsageQueues(QueueServiceClient service)
{
    public QueueClient Pings { get; } = service.GetQueueClient(UsageMessage.Queue);

    public QueueClient Refused { get; } = service.GetQueueClient(UsageMessage.PoisonQueue);

    public IEnumerable<QueueClient> All => [Pings, Refused];
}
