using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Usage.Messages;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Queues;

/// <summary>The queues this product has.</summary>
internal sealed class AccountQueues(QueueServiceClient service)
{
    /// <summary>What a queue takes for "never", as the time to live of a message.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>What the Functions host adds to the name of a queue.</summary>
    private const string PoisonSuffix = "-poison";

    public QueueClient Pings { get; } = service.GetQueueClient(UsageMessage.Queue);

    public QueueClient Refused { get; } = service.GetQueueClient(UsageMessage.Queue + PoisonSuffix);

    public QueueClient DeletedOperators { get; } = service.GetQueueClient(DeletedOperatorMessage.Queue);

    public QueueClient OutgoingMail { get; } = service.GetQueueClient(OutgoingMailMessage.Queue);

    /// <summary>What the host, and for <see cref="Pings"/> the app too, puts aside because it could not be worked on.</summary>
    public IEnumerable<QueueClient> Poison => [Refused, PoisonOf(DeletedOperators), PoisonOf(OutgoingMail)];

    public IEnumerable<QueueClient> All => [Pings, DeletedOperators, OutgoingMail, .. Poison];

    private QueueClient PoisonOf(QueueClient queue) => service.GetQueueClient(queue.Name + PoisonSuffix);
}
