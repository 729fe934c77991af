using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

internal static class QueueSends
{
    /// <summary>Enqueues a message that never expires.</summary>
    /// <param name="delay">How long the message stays invisible; null for no delay.</param>
    /// <exception cref="StorageUnavailableException"/>
    public static async Task EnqueueAsync(
        this QueueClient queue, ReadOnlyMemory<byte> message, TimeSpan? delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(
                BinaryData.FromBytes(message),
                visibilityTimeout: delay,
                timeToLive: AccountQueues.NeverExpires,
                cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }
}
