namespace ApiAccounts.Core.Usage.Recording;

/// <summary>
/// Tracks whether the queue is known not to accept usage. During an outage no response waits for it, and usage is written to the
/// spool at once.
/// </summary>
public sealed partial class QueueOutage(ILogger<QueueOutage> logger)
{
    private int isKnown;

    public bool IsKnown => Volatile.Read(ref isKnown) == 1;

    /// <summary>Starts an outage: usage that waited for the queue had to be written to the spool.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref isKnown, 1) == 0) LogBegan(logger);
    }

    /// <summary>Ends an outage: the queue has accepted a message.</summary>
    public void End()
    {
        if (IsKnown && Interlocked.Exchange(ref isKnown, 0) == 1) LogEnded(logger);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The queue does not accept usage in time. Usage is written to the spool until it does.")]
    private static partial void LogBegan(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The queue accepts usage again.")]
    private static partial void LogEnded(ILogger logger);
}
