using System.Text;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// Sends the messages of the spool unchanged: those of this process and those left by ended processes. A message that the queue does
/// not accept goes to the end.
/// </summary>
public sealed partial class SendSpooledUsage(
    FileSpool spool, IUsageSender sender, QueueOutage outage, TimeProvider clock, ILogger<SendSpooledUsage> logger)
{
    private const int MaxConcurrentSends = 4;

    /// <summary>The interval between searches for folders of ended processes.</summary>
    private static readonly TimeSpan SearchInterval = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is cancelled. Unsent messages stay on disk.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        spool.Open();
        var pauses = new Backoff();
        var isAccepting = true;
        long? lastSearch = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (lastSearch is not { } time || clock.GetElapsedTime(time) >= SearchInterval)
            {
                Search();
                lastSearch = clock.GetTimestamp();
            }
            var messages = Next(isAccepting ? MaxConcurrentSends : 1);
            if (messages.Count == 0)
            {
                await WaitAsync(cancellationToken);
                continue;
            }
            isAccepting = (await Task.WhenAll(messages.Select(message => TrySendAsync(message, cancellationToken)))).All(isSent => isSent);
            if (isAccepting) pauses.Reset();
            else await Task.Delay(pauses.Next(), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        spool.LogRemaining();
    }

    private void Search()
    {
        try
        {
            spool.Adopt();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogSearchFailed(logger, exception);
        }
    }

    private List<SpooledMessage> Next(int max)
    {
        var messages = new List<SpooledMessage>();
        while (messages.Count < max && spool.Offered.TryRead(out var message)) messages.Add(message);
        return messages;
    }

    /// <summary>Waits for an offered message or the next search.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(SearchInterval, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await spool.Offered.WaitToReadAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to search, or to stop.
        }
    }

    /// <returns>False if the queue did not accept it.</returns>
    private async Task<bool> TrySendAsync(SpooledMessage message, CancellationToken cancellationToken)
    {
        if (spool.Read(message) is not { } bytes) return true;
        try
        {
            await sender.SendAsync(bytes, cancellationToken);
        }
        catch (Exception exception) // any exception: the pings must not be lost
        {
            if (!cancellationToken.IsCancellationRequested) LogNotSent(logger, exception);
            spool.Offer(message);
            return false;
        }
        WarnIfTooOld(bytes);
        spool.Remove(message);
        outage.End();
        return true;
    }

    /// <summary>The aggregator will refuse it for the same reason: it is too old.</summary>
    private void WarnIfTooOld(byte[] bytes)
    {
        var now = clock.GetUtcNow();
        var message = UsageMessageReader.Read(Encoding.UTF8.GetString(bytes), now, now);
        if (!message.TryGet(out _, out var error)) LogTooOld(logger, error.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The spool could not be searched for messages of ended processes.")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be enqueued from the spool. It will be retried.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A usage message from the spool will not be counted, but moved to the poison queue: {Reason}")]
    private static partial void LogTooOld(ILogger logger, string reason);
}
