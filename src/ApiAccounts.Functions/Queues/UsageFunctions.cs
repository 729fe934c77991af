using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Queues;

/// <summary>Aggregates the usage messages of the queue <c>usage-pings</c>.</summary>
public sealed class UsageFunctions(AggregateUsage aggregate, TimeProvider clock)
{
    [Function(nameof(QueueAggregateUsage))]
    public Task QueueAggregateUsage(
        [QueueTrigger(UsageMessage.Queue, Connection = StorageConnection.Name)] string message,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        aggregate.ExecuteAsync(message, MessageMetadata.InsertedAt(context) ?? clock.GetUtcNow(), cancellationToken);
}
