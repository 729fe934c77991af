using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>Whether the queue is known not to take usage: then no answer waits for it, and usage is written to the spool at once.</summary>
public sealed partial class QueueOutage(ILogger<QueueOutage> logger)
{
    private int isKnown;

    public bool IsKnown => Volatile.Read(ref isKnown) == 1;

    /// <summary>Usage that waited for the queue had to be written to the spool.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref isKnown, 1) == 0) LogBegan(logger);
    }

    /// <summary>The queue has taken a message.</summary>
    public void End()
    {
        if (IsKnown && Interlocked.Exchange(ref isKnown, 0) == 1) LogEnded(logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The queue does not take usage in time: it is written to the spool until the queue does.")]
    private static partial void LogBegan(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The queue takes usage again.")]
    private static partial void LogEnded(ILogger logger);
}
