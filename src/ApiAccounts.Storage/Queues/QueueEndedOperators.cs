using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Storage.Queues;

/// <summary>Sends what ended to Storage Queues, to be seen a little later.</summary>
internal sealed class QueueEndedOperators(AccountQueues queues) : IEndedOperators
{
    public async Task SendAsync(AccountId operatorId, CancellationToken cancellationToken) => await queues.EndedOperators.SendMessageAsync(
        BinaryData.FromBytes(EndedOperatorMessage.Write(operatorId)),
        visibilityTimeout: EndedOperatorMessage.Delay,
        timeToLive: AccountQueues.Forever,
        cancellationToken: cancellationToken);
}
