using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Storage.Queues;

/// <summary>Sends usage messages to Storage Queues. They never expire: what is too old is refused by the aggregator, not lost.</summary>
internal sealed class QueueUsageSender(AccountQueues queues) : IUsageSender
{
    /// <summary>Without the signature that it may have behind it.</summary>
    public string Address { get; } = queues.Pings.Uri.GetLeftPart(UriPartial.Path);

    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        queues.Pings.SendForeverAsync(message, delay: null, cancellationToken);

    public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        queues.Refused.SendForeverAsync(message, delay: null, cancellationToken);
}
