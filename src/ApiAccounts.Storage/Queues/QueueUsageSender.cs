using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Storage.Queues;

/// <summary>
/// Enqueues usage messages in Storage Queues. They never expire: the aggregator refuses old messages, so that none is lost.
/// </summary>
internal sealed class QueueUsageSender(AccountQueues queues) : IUsageSender
{
    /// <summary>The URL of the queue, without a signature.</summary>
    public string Address { get; } = queues.Pings.Uri.GetLeftPart(UriPartial.Path);

    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        queues.Pings.EnqueueAsync(message, delay: null, cancellationToken);

    public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        queues.Refused.EnqueueAsync(message, delay: null, cancellationToken);
}
