using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Timers;

/// <summary>Logs an error while messages are in a poison queue. An alert in infra/alerts.bicep matches the text of this error.</summary>
public sealed partial class PoisonFunctions(PoisonQueues queues, ILogger<PoisonFunctions> logger)
{
    private const string EveryFiveMinutes = "10 */5 * * * *";

    [Function(nameof(TimerWatchPoison))]
    public async Task TimerWatchPoison([TimerTrigger(EveryFiveMinutes)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (queue, messages) in await queues.CountAsync(cancellationToken)) LogPoison(logger, messages, queue);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Messages} messages are in the queue {Queue}: processing them failed repeatedly.")]
    private static partial void LogPoison(ILogger logger, int messages, string queue);
}
