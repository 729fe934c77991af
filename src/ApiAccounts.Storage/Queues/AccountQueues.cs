using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Usage.Messages;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

/// <summary>The queues of this product.</summary>
internal sealed class AccountQueues(QueueServiceClient service)
{
    /// <summary>The time to live of a message that never expires.</summary>
    public static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <summary>The suffix that the Functions host appends to the name of a queue.</summary>
    private const string PoisonSuffix = "-poison";

    public QueueClient Pings { get; } = service.GetQueueClient(UsageMessage.Queue);

    public QueueClient Refused { get; } = service.GetQueueClient(UsageMessage.Queue + PoisonSuffix);

    public QueueClient DeletedOperators { get; } = service.GetQueueClient(DeletedOperatorMessage.Queue);

    public QueueClient OutgoingMail { get; } = service.GetQueueClient(OutgoingMailMessage.Queue);

    /// <summary>
    /// The queues to which the host moves messages whose processing failed; for <see cref="Pings"/>, the app does so, too.
    /// </summary>
    public IEnumerable<QueueClient> Poison => [Refused, PoisonOf(DeletedOperators), PoisonOf(OutgoingMail)];

    public IEnumerable<QueueClient> All => [Pings, DeletedOperators, OutgoingMail, .. Poison];

    private QueueClient PoisonOf(QueueClient queue) => service.GetQueueClient(queue.Name + PoisonSuffix);
}
