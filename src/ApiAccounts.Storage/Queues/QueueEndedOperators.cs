using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Storage.Queues;

/// <summary>Sends what ended to Storage Queues, to be seen a little later.</summary>
internal sealed class QueueEndedOperators(AccountQueues queues) : IEndedOperators
{
    public Task SendAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        queues.EndedOperators.SendForeverAsync(EndedOperatorMessage.Write(operatorId), EndedOperatorMessage.Delay, cancellationToken);
}
