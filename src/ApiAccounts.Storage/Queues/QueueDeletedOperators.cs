using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Storage.Queues;

/// <summary>Enqueues deleted operators in Storage Queues, with a short delay.</summary>
internal sealed class QueueDeletedOperators(AccountQueues queues) : IDeletedOperators
{
    public Task SendAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        queues.DeletedOperators.EnqueueAsync(DeletedOperatorMessage.Write(operatorId), DeletedOperatorMessage.Delay, cancellationToken);
}
