using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Storage.Queues;

/// <summary>Sends what ended to Storage Queues, to be seen a little later.</summary>
internal sealed class QueueDeletedOperators(AccountQueues queues) : IDeletedOperators
{
    public Task SendAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        queues.DeletedOperators.SendForeverAsync(DeletedOperatorMessage.Write(operatorId), DeletedOperatorMessage.Delay, cancellationToken);
}
