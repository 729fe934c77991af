using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// Sends what is in the spool, as it is: what this process has put there, and what others left that have ended. A message that the queue
/// does not take goes behind the others.
/// </summary>
public sealed partial class SendSpooledUsage(
    FileSpool spool, IUsageSender sender, QueueOutage outage, TimeProvider clock, ILogger<SendSpooledUsage> logger)
{
    private const int SendsAtOnce = 4;

    /// <summary>From one look for folders of processes that have ended to the next.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is cancelled; what has not been sent by then stays on the disk.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        spool.Open();
        var pauses = new Backoff();
        var isTaking = true;
        long? lastLook = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (lastLook is not { } time || clock.GetElapsedTime(time) >= BetweenLooks)
            {
                Look();
                lastLook = clock.GetTimestamp();
            }
            var messages = Next(isTaking ? SendsAtOnce : 1);
            if (messages.Count == 0)
            {
                await WaitAsync(cancellationToken);
                continue;
            }
            isTaking = (await Task.WhenAll(messages.Select(message => TrySendAsync(message, cancellationToken)))).All(isTaken => isTaken);
            if (isTaking) pauses.Reset();
            else await Task.Delay(pauses.Next(), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        spool.TellWhatIsLeft();
    }

    private void Look()
    {
        try
        {
            spool.Adopt();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoLook(logger, exception);
        }
    }

    private List<SpooledMessage> Next(int atMost)
    {
        var messages = new List<SpooledMessage>();
        while (messages.Count < atMost && spool.Offered.TryRead(out var message)) messages.Add(message);
        return messages;
    }

    /// <summary>Until something is offered, or the next look is due.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(BetweenLooks, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await spool.Offered.WaitToReadAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look, or to end.
        }
    }

    /// <returns>False when the queue did not take it.</returns>
    private async Task<bool> TrySendAsync(SpooledMessage message, CancellationToken cancellationToken)
    {
        if (spool.Read(message) is not { } bytes) return true;
        try
        {
            await sender.SendAsync(bytes, cancellationToken);
        }
        catch (Exception exception) // whatever keeps the queue from taking it, the pings must not be lost
        {
            if (!cancellationToken.IsCancellationRequested) LogNotSent(logger, exception);
            spool.Offer(message);
            return false;
        }
        TellOfRefusal(bytes);
        spool.Remove(message);
        outage.End();
        return true;
    }

    /// <summary>The aggregator will refuse it for the same reason: it has waited for too long.</summary>
    private void TellOfRefusal(byte[] bytes)
    {
        var now = clock.GetUtcNow();
        var message = UsageMessageReader.Read(Encoding.UTF8.GetString(bytes), now, now);
        if (!message.TryGet(out _, out var error)) LogTooOld(logger, error.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The spool could not be searched for what other processes left.")]
    private static partial void LogNoLook(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be put on the queue from the spool and is tried again.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A usage message from the spool will not be counted, and is put aside: {Reason}")]
    private static partial void LogTooOld(ILogger logger, string reason);
}
