using ApiAccounts.Storage.Queues;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage;

/// <summary>The queues of messages whose processing failed.</summary>
public sealed class PoisonQueues
{
    private readonly AccountQueues queues;

    internal PoisonQueues(AccountQueues queues) => this.queues = queues;

    /// <returns>The queues that are not empty, with the approximate number of messages in each.</returns>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(queues.Poison.Select(queue => CountAsync(queue, cancellationToken)));
        return counts.Where(count => count.Messages > 0).ToDictionary(count => count.Queue, count => count.Messages);
    }

    private static async Task<(string Queue, int Messages)> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (queue.Name, (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount);
}
