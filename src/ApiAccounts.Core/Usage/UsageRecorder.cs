using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiAccounts.Core.Ids;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Usage;

/// <summary>
/// Puts the use of API users and custom services on the queue: before the request is answered, or (<see cref="Acknowledge.Immediate"/>) a little later. Pings are
/// merged by API user and hour; what comes in while a send runs forms the next message (group commit, as in a write-ahead log). A message's
/// bytes are frozen with its first send and only ever sent again as they are, so that a send whose answer was lost counts once.
/// </summary>
public sealed partial class UsageRecorder(
    IUsageSender sender, TimeProvider clock, IOptions<UsageOptions> options, UsageMetrics metrics, ILogger<UsageRecorder> logger)
{
    /// <summary>An outage under load would fill the log otherwise.</summary>
    private const int DropsPerLogLine = 1_000;

    private const int SendsAtOnce = 4;

    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded at the moment: try again later.");

    private readonly Lock gate = new();
    private readonly TaskCompletionSource hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UsageBatch open = new();
    private int beingSent;
    private Task sending = Task.CompletedTask;
    private long lastSend;
    private long dropped;

    private bool IsImmediate => options.Value.Acknowledge == Acknowledge.Immediate && !hurried.Task.IsCompleted;

    private bool Refuses => options.Value.OnOutage == OnOutage.Refuse;

    private Result<Done> OutageAnswer => Refuses ? NotCounted : new Done();

    /// <summary>
    /// Counts one use of an API user or custom service, now. All that goes with one send waits for one and the same task, at most
    /// <see cref="UsageOptions.DurableWait"/>: a caller that leaves meanwhile is not let go earlier, and is counted.
    /// </summary>
    /// <param name="usedPreviousSecret">Whether it was made with the secret from before the last rotation.</param>
    /// <returns>Once the queue has it, or <see cref="UsageOptions.OnOutage"/> lets the request through without.</returns>
    public ValueTask<Result<Done>> RecordAsync(AccountId id, bool usedPreviousSecret, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<Result<Done>>(cancellationToken);
        return Record(id, new(usedPreviousSecret, ErrorCode: null));
    }

    /// <summary>Counts that a use, which is counted by itself, ended in an error.</summary>
    /// <param name="code">From 0 to one less than <see cref="AccountUsage.MaxErrorCode"/>.</param>
    /// <inheritdoc cref="RecordAsync"/>
    public ValueTask<Result<Done>> RecordErrorAsync(AccountId id, int code, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, AccountUsage.MaxErrorCode);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<Result<Done>>(cancellationToken);
        return Record(id, new(UsedPreviousSecret: false, code));
    }

    /// <summary>From now on, because the app stops: nothing waits for an interval, and every answer waits for the queue.</summary>
    public void Hurry() => hurried.TrySetResult();

    /// <summary>Hurries, and waits until all that was recorded before is on the queue.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        Hurry();
        lock (gate) return sending.WaitAsync(cancellationToken);
    }

    private ValueTask<Result<Done>> Record(AccountId id, Happening what)
    {
        if (Add(id, what, clock.GetUtcNow()) is not { } batch) return new(OutageAnswer);
        return IsImmediate ? new(new Done()) : new(batch.Answer);
    }

    /// <returns>Null when there is no room for the ping, or the queue is known not to take it in time and it would be refused then.</returns>
    private UsageBatch? Add(AccountId id, Happening what, DateTimeOffset now)
    {
        var key = (id, UtcHour.Of(now));
        lock (gate)
        {
            if (open.IsOverdue && Refuses) return null;
            ref var use = ref CollectionsMarshal.GetValueRefOrNullRef(open.Pings, key);
            if (Unsafe.IsNullRef(ref use))
            {
                if (open.Pings.Count + beingSent >= options.Value.MaxBufferedPings)
                {
                    Drop();
                    return null;
                }
                use = ref CollectionsMarshal.GetValueRefOrAddDefault(open.Pings, key, out _);
            }
            use = use.And(now, what);
            if (!IsImmediate && !open.HasLimit) open.AnswerAfter(options.Value.DurableWait, OutageAnswer, clock);
            if (sending.IsCompleted) StartSending();
            return open;
        }
    }

    private void Drop()
    {
        if (!Refuses) metrics.Dropped();
        if (dropped++ % DropsPerLogLine == 0) LogDropped(logger, dropped, options.Value.MaxBufferedPings);
    }

    /// <summary>Not as a part of the request that happens to be the first.</summary>
    private void StartSending()
    {
        using (ExecutionContext.SuppressFlow()) sending = Task.Run(SendAllAsync, CancellationToken.None);
    }

    private async Task SendAllAsync()
    {
        while (HasMore())
        {
            var interval = options.Value.Acknowledge == Acknowledge.Immediate ? options.Value.FlushInterval : options.Value.CommitInterval;
            var rest = interval - clock.GetElapsedTime(lastSend);
            if (lastSend != 0 && rest > TimeSpan.Zero) await PauseAsync(rest);
            var batch = Take();
            lastSend = clock.GetTimestamp();
            var messages = Freeze(batch);
            if (messages.Count == 1) await SendAsync(messages[0]);
            else await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce }, (message, _) => new(SendAsync(message)));
            lock (gate) beingSent = 0;
            batch.Complete();
        }
    }

    /// <summary>Asked before the wait for the next send, so that who flushes does not wait for nothing.</summary>
    private bool HasMore()
    {
        lock (gate)
        {
            if (open.Pings.Count > 0) return true;
            sending = Task.CompletedTask;
            return false;
        }
    }

    private UsageBatch Take()
    {
        lock (gate)
        {
            var batch = open;
            beingSent = batch.Pings.Count;
            open = new();
            return batch;
        }
    }

    private IReadOnlyList<byte[]> Freeze(UsageBatch batch)
    {
        var now = clock.GetUtcNow();
        return UsageMessageWriter.Write(batch.Pings.Select(entry => entry.Value.PingNotAfter(now, entry.Key.Id)), now);
    }

    private async Task SendAsync(byte[] message)
    {
        for (var pauses = new Backoff(); ;)
        {
            try
            {
                await sender.SendAsync(message, CancellationToken.None);
                return;
            }
            catch (Exception exception) // whatever keeps the queue from taking it, the pings must not be lost
            {
                LogNotSent(logger, exception);
            }
            if (hurried.Task.IsCompleted) await Task.Delay(Backoff.Shortest, clock);
            else await PauseAsync(pauses.Next());
        }
    }

    private async Task PauseAsync(TimeSpan time) => await Task.WhenAny(Task.Delay(time, clock), hurried.Task);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be put on the queue and is tried again.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Dropped} pings were not counted so far: the queue does not take them, and those of {Max} API users wait already.")]
    private static partial void LogDropped(ILogger logger, long dropped, int max);
}
