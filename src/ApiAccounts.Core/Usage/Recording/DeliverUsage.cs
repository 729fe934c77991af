using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>
/// Makes the messages of a batch durable before it is answered: on the queue, or in the spool if the queue has not accepted them in
/// time. What neither accepts waits in memory.
/// </summary>
/// <param name="hurried">Completes when the app stops.</param>
internal sealed partial class DeliverUsage(
    IUsageSender sender,
    IUsageSpool spool,
    QueueOutage outage,
    TimeProvider clock,
    UsageOptions options,
    Task hurried,
    ILogger logger)
{
    private const int MaxConcurrentSends = 4;

    /// <summary>The pause between appends while neither the queue nor the spool accepts the messages.</summary>
    private static readonly TimeSpan AppendInterval = TimeSpan.FromSeconds(1);

    /// <summary>With <see cref="OnOutage.Refuse"/> uses that would need the spool are refused.</summary>
    public bool UsesSpool => options.OnOutage == OnOutage.Degrade && spool.IsOpen;

    /// <summary>Whether the next messages go to the spool without waiting for the queue, which is known not to respond.</summary>
    public bool SpoolsAtOnce => outage.IsKnown && UsesSpool;

    /// <summary>Whether a response that has waited for the queue may wait for the disk, which takes milliseconds.</summary>
    public bool CanSpool() => UsesSpool && spool.TakesMore;

    /// <summary>Sends messages to the spool from now on, until the queue accepts one again.</summary>
    public void GiveUpOnQueue()
    {
        if (UsesSpool) outage.Begin();
    }

    /// <returns>Completes once they are on the queue or the disk, and the batch is answered.</returns>
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
                patience = Task.Delay(AppendInterval, clock);
            }
        }
        await sending;
        outage.End();
    }

    /// <returns>The messages that the queue had not accepted, once they are on disk; null if the disk does not accept them.</returns>
    private async Task<IReadOnlyList<(FrozenMessage Message, SpooledMessage Spooled)>?> TryAppendAsync(
        IReadOnlyList<FrozenMessage> messages)
    {
        var waiting = messages.Where(message => !message.IsAccepted).ToList();
        var spooled = await spool.TryAppendAsync([.. waiting.Select(message => message.Bytes)]);
        return spooled is null ? null : [.. waiting.Zip(spooled)];
    }

    /// <summary>Offers the messages that the queue has not accepted meanwhile. Call it when no send is running.</summary>
    private void Settle(IReadOnlyList<(FrozenMessage Message, SpooledMessage Spooled)> appended)
    {
        if (appended.Any(entry => !entry.Message.IsAccepted)) outage.Begin();
        foreach (var (message, spooled) in appended)
        {
            if (message.IsAccepted) spool.Remove(spooled);
            else spool.Offer(spooled);
        }
    }

    private Task SendAllAsync(IReadOnlyList<FrozenMessage> messages, CancellationToken spooling) => messages.Count == 1
        ? SendAsync(messages[0], spooling)
        : Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentSends },
            (message, _) => new(SendAsync(message, spooling)));

    /// <returns>Completes once the queue or the spool has it.</returns>
    private async Task SendAsync(FrozenMessage message, CancellationToken spooling)
    {
        for (var pauses = new Backoff(); !spooling.IsCancellationRequested;)
        {
            try
            {
                await sender.SendAsync(message.Bytes, spooling);
                message.Accept();
                return;
            }
            catch (Exception) when (spooling.IsCancellationRequested)
            {
                return; // the queue may have accepted it: it is sent again from disk, and counts once
            }
            catch (Exception exception) // any exception: the pings must not be lost
            {
                LogNotSent(logger, exception);
            }
            if (hurried.IsCompleted) await Task.WhenAny(Task.Delay(Backoff.Shortest, clock, spooling));
            else await Task.WhenAny(Task.Delay(pauses.Next(), clock, spooling), hurried);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be enqueued. It will be retried.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);
}
