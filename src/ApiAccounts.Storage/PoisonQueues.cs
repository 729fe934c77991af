using ApiAccounts.Storage.Queues;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage;

/// <summary>The queues of what nobody could work on.</summary>
public sealed class PoisonQueues
{
    private readonly AccountQueues queues;

    internal PoisonQueues(AccountQueues queues) => this.queues = queues;

    /// <returns>Those that are not empty, with about how many messages each has.</returns>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(queues.Poison.Select(queue => CountAsync(queue, cancellationToken)));
        return counts.Where(count => count.Messages > 0).ToDictionary(count => count.Queue, count => count.Messages);
    }

    private static async Task<(string Queue, int Messages)> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (queue.Name, (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount);
}
