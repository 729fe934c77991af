using ApiAccounts.Core;
using ApiAccounts.Core.Usage;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

/// <summary>Sends usage messages to Storage Queues. They never expire: what is too old is refused by the aggregator, not lost.</summary>
internal sealed class QueueUsageSender(AccountQueues queues) : IUsageSender
{
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => SendAsync(queues.Pings, message, cancellationToken);

    public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => SendAsync(queues.Refused, message, cancellationToken);

    private static async Task SendAsync(QueueClient queue, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(BinaryData.FromBytes(message), timeToLive: AccountQueues.Forever, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception))
        {
            throw new StorageUnavailableException(exception);
        }
    }
}
