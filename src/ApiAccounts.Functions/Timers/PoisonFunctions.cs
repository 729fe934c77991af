using ApiAccounts.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Timers;

/// <summary>Says in the log, for as long as it is so, that messages lie in a poison queue. An alert of infra/alerts.bicep waits for these words.</summary>
public sealed partial class PoisonFunctions(PoisonQueues queues, ILogger<PoisonFunctions> logger)
{
    private const string EveryFiveMinutes = "10 */5 * * * *";

    [Function(nameof(TimerWatchPoison))]
    public async Task TimerWatchPoison([TimerTrigger(EveryFiveMinutes)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (queue, messages) in await queues.CountAsync(cancellationToken)) LogPoison(logger, messages, queue);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Messages} messages lie in the queue {Queue}: nobody could work on them.")]
    private static partial void LogPoison(ILogger logger, int messages, string queue);
}
