using ApiAccounts.Core.Kernel;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

internal static class QueueSends
{
    /// <summary>Puts a message on a queue that never expires.</summary>
    /// <param name="delay">How long it stays hidden; null for not at all.</param>
    /// <exception cref="StorageUnavailableException"/>
    public static async Task SendForeverAsync(this QueueClient queue, ReadOnlyMemory<byte> message, TimeSpan? delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(
                BinaryData.FromBytes(message), visibilityTimeout: delay, timeToLive: AccountQueues.Forever, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }
}
