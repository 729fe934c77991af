using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Queues;

/// <summary>Deletes the remaining data of deleted operators, from the queue <c>ended-operators</c>.</summary>
public sealed class DeletedOperatorFunctions(PurgeOperator purge)
{
    [Function(nameof(QueuePurgeOperator))]
    public Task QueuePurgeOperator(
        [QueueTrigger(DeletedOperatorMessage.Queue, Connection = StorageConnection.Name)] string message,
        CancellationToken cancellationToken) =>
        purge.ExecuteAsync(message, cancellationToken);
}
