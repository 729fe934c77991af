using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>
/// Brings the messages of a batch to where they outlive this process before it is answered: to the queue, or to the spool when the queue
/// has not taken them in time. What neither takes waits in memory.
/// </summary>
/// <param name="hurried">Unit when the app stops.</param>
internal sealed partial class DeliverUsage(
    IUsageSender sender, IUsageSpool spool, QueueOutage outage, TimeProvider clock, UsageOptions options, Task hurried, ILogger logger)
{
    private const int SendsAtOnce = 4;

    /// <summary>While neither the queue nor the spool takes it.</summary>
    private static readonly TimeSpan BetweenAppends = TimeSpan.FromSeconds(1);

    /// <summary>With <see cref="OnOutage.Refuse"/> nothing is answered that would have to be written.</summary>
    public bool UsesSpool => options.OnOutage == OnOutage.Degrade && spool.IsOpen;

    /// <summary>Whether what is frozen next goes to the spool: nobody waits for a queue that is known not to answer.</summary>
    public bool SpoolsAtOnce => outage.IsKnown && UsesSpool;

    /// <summary>Whether an answer that has waited for the queue may wait for the disk, which takes milliseconds.</summary>
    public bool CanSpool() => UsesSpool && spool.TakesMore;

    /// <summary>From now on what is frozen goes to the spool, until the queue takes something.</summary>
    public void GiveUpOnQueue()
    {
        if (UsesSpool) outage.Begin();
    }

    /// <returns>Once they are on the queue or the disk, and the batch is answered.</returns>
    public async Task ExecuteAsync(UsageBatch batch, IReadOnlyList<FrozenMessage> messages)
    {
        if (SpoolsAtOnce && await TryAppendAsync(messages) is { } spooled) Settle(spooled);
        else await SendOrSpoolAsync(batch, messages);
        batch.Complete();
    }

    private async Task SendOrSpoolAsync(UsageBatch batch, IReadOnlyList<FrozenMessage> messages)
    {
        using var spooling = new CancellationTokenSource();
        var sending = SendAllAsync(messages, spooling.Token);
        if (UsesSpool && !sending.IsCompleted)
        {
            if (!batch.HasLimit) batch.AnswerAfter(options.DurableWait, new Unit(), CanSpool, clock);
            var patience = batch.Overdue;
            while (await Task.WhenAny(sending, patience) != sending)
            {
                if (await TryAppendAsync(messages) is { } spooled)
                {
                    batch.Complete();
                    await spooling.CancelAsync();
                    await sending;
                    Settle(spooled);
                    return;
                }
                batch.Complete();
                patience = Task.Delay(BetweenAppends, clock);
            }
        }
        await sending;
        outage.End();
    }

    /// <returns>Those that the queue had not taken, once they are on the disk; null when the disk does not take them.</returns>
    private async Task<IReadOnlyList<(FrozenMessage Message, SpooledMessage Spooled)>?> TryAppendAsync(
        IReadOnlyList<FrozenMessage> messages)
    {
        var waiting = messages.Where(message => !message.IsTaken).ToList();
        var spooled = await spool.TryAppendAsync([.. waiting.Select(message => message.Bytes)]);
        return spooled is null ? null : [.. waiting.Zip(spooled)];
    }

    /// <summary>Called when nothing sends them any more: has those sent from the disk that the queue has not taken meanwhile.</summary>
    private void Settle(IReadOnlyList<(FrozenMessage Message, SpooledMessage Spooled)> appended)
    {
        if (appended.Any(entry => !entry.Message.IsTaken)) outage.Begin();
        foreach (var (message, spooled) in appended)
        {
            if (message.IsTaken) spool.Remove(spooled);
            else spool.Offer(spooled);
        }
    }

    private Task SendAllAsync(IReadOnlyList<FrozenMessage> messages, CancellationToken spooling) => messages.Count == 1
        ? SendAsync(messages[0], spooling)
        : Parallel.ForEachAsync(
            messages, new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce }, (message, _) => new(SendAsync(message, spooling)));

    /// <returns>Once the queue has it, or the spool.</returns>
    private async Task SendAsync(FrozenMessage message, CancellationToken spooling)
    {
        for (var pauses = new Backoff(); !spooling.IsCancellationRequested;)
        {
            try
            {
                await sender.SendAsync(message.Bytes, spooling);
                message.Take();
                return;
            }
            catch (Exception) when (spooling.IsCancellationRequested)
            {
                return; // it may have been taken: it is sent from the disk again, and counts once
            }
            catch (Exception exception) // whatever keeps the queue from taking it, the pings must not be lost
            {
                LogNotSent(logger, exception);
            }
            if (hurried.IsCompleted) await Task.WhenAny(Task.Delay(Backoff.Shortest, clock, spooling));
            else await Task.WhenAny(Task.Delay(pauses.Next(), clock, spooling), hurried);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be put on the queue and is tried again.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);
}
