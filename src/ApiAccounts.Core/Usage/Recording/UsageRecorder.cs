using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>
/// Enqueues the use of API users, custom services and operators before the response, or (<see cref="Acknowledge.Immediate"/>) shortly
/// after. Pings are merged by account and hour. Uses that arrive while a send runs form the next message (group commit, as in a
/// write-ahead log). A message's bytes are frozen before its first send and never change, so that a send whose response was lost counts
/// once.
/// </summary>
public sealed partial class UsageRecorder
{
    /// <summary>Keeps an outage under load from filling the log.</summary>
    private const int DropsPerLogLine = 1_000;

    /// <summary>The minimum time between messages to the spool: each is a file, and is sent when the queue is back.</summary>
    private static readonly TimeSpan SpoolInterval = TimeSpan.FromMilliseconds(100);

    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded now. Try again later.");

    private readonly TimeProvider clock;
    private readonly UsageOptions options;
    private readonly UsageMetrics metrics;
    private readonly ILogger<UsageRecorder> logger;
    private readonly DeliverUsage delivery;
    private readonly Func<bool> canSpool;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UsageBatch open = new();
    private UsageBatch? beingSent;
    private Task sending = Task.CompletedTask;
    private long lastSend;
    private long dropped;

    public UsageRecorder(
        IUsageSender sender,
        IUsageSpool spool,
        QueueOutage outage,
        TimeProvider clock,
        IOptions<UsageOptions> options,
        UsageMetrics metrics,
        ILogger<UsageRecorder> logger)
    {
        this.clock = clock;
        this.options = options.Value;
        this.metrics = metrics;
        this.logger = logger;
        delivery = new(sender, spool, outage, clock, this.options, hurried.Task, logger);
        canSpool = delivery.CanSpool;
    }

    private bool IsImmediate => options.Acknowledge == Acknowledge.Immediate && !hurried.Task.IsCompleted;

    /// <summary>The minimum time between two sends.</summary>
    private TimeSpan Interval => options.Acknowledge == Acknowledge.Immediate ? options.FlushInterval
        : delivery.SpoolsAtOnce && options.CommitInterval < SpoolInterval ? SpoolInterval
        : options.CommitInterval;

    private bool Refuses => options.OnOutage == OnOutage.Refuse;

    private Result<Unit> OutageAnswer => Refuses ? NotCounted : new Unit();

    /// <summary>
    /// Counts one use of an API user, a custom service or an operator itself, now. All uses of one send wait for the same task, at most
    /// <see cref="UsageOptions.DurableWait"/>. A caller that disconnects meanwhile is not released earlier, and is counted.
    /// </summary>
    /// <param name="usedPreviousSecret">Whether the caller used the secret from before the last rotation.</param>
    /// <returns>Completes once the queue or the spool has it, or <see cref="UsageOptions.OnOutage"/> accepts the request without.</returns>
    public ValueTask<Result<Unit>> RecordAsync(AccountId id, bool usedPreviousSecret, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<Result<Unit>>(cancellationToken);
        return Record(id, new(usedPreviousSecret, ErrorCode: null));
    }

    /// <summary>Counts an error of a use, which is itself counted separately.</summary>
    /// <param name="code">From 0 to one less than <see cref="AccountUsage.MaxErrorCode"/>.</param>
    /// <inheritdoc cref="RecordAsync"/>
    public ValueTask<Result<Unit>> RecordErrorAsync(AccountId id, int code, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, AccountUsage.MaxErrorCode);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<Result<Unit>>(cancellationToken);
        return Record(id, new(UsedPreviousSecret: false, code));
    }

    /// <summary>Prepares for the stop of the app: nothing waits for an interval any more, and every response waits for the queue.</summary>
    public void BeginShutdown() => hurried.TrySetResult();

    /// <summary>Begins the shutdown and waits until all recorded uses are on the queue.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        BeginShutdown();
        lock (gate) return sending.WaitAsync(cancellationToken);
    }

    /// <summary>Stops waiting for the queue: what it has not accepted yet goes to the spool, if there is one.</summary>
    /// <returns>Completes once all recorded uses are on the queue or the disk.</returns>
    public Task SpoolAsync(CancellationToken cancellationToken)
    {
        BeginShutdown();
        delivery.GiveUpOnQueue();
        lock (gate)
        {
            beingSent?.GiveUpOnQueue();
            return sending.WaitAsync(cancellationToken);
        }
    }

    private ValueTask<Result<Unit>> Record(AccountId id, UseEvent use)
    {
        if (Add(id, use, clock.GetUtcNow()) is not { } batch) return new(OutageAnswer);
        return IsImmediate ? new(new Unit()) : new(batch.Answer);
    }

    /// <returns>Null if the buffer is full, or if the use would be refused because the queue is known not to accept it in time.</returns>
    private UsageBatch? Add(AccountId id, UseEvent use, DateTimeOffset now)
    {
        var key = (id, UtcHour.Of(now));
        lock (gate)
        {
            if (open.IsAnswered && Refuses) return null;
            ref var recorded = ref CollectionsMarshal.GetValueRefOrNullRef(open.Pings, key);
            if (Unsafe.IsNullRef(ref recorded))
            {
                if (!HasRoom())
                {
                    Drop();
                    return null;
                }
                recorded = ref CollectionsMarshal.GetValueRefOrAddDefault(open.Pings, key, out _);
            }
            recorded = recorded.And(now, use);
            if (!IsImmediate && !open.HasLimit) open.AnswerAfter(options.DurableWait, OutageAnswer, canSpool, clock);
            if (sending.IsCompleted) StartSending();
            return open;
        }
    }

    /// <summary>
    /// Whether the buffer has room for another API user. Well before it is full, what is being sent goes to the disk, if there is one.
    /// </summary>
    private bool HasRoom()
    {
        var waiting = open.Pings.Count + (beingSent?.Pings.Count ?? 0);
        if (waiting >= options.MaxBufferedPings / 2) beingSent?.GiveUpOnQueue();
        return waiting < options.MaxBufferedPings;
    }

    private void Drop()
    {
        if (!Refuses) metrics.Dropped();
        if (dropped++ % DropsPerLogLine == 0) LogDropped(logger, dropped, options.MaxBufferedPings);
    }

    /// <summary>Runs the sends outside the execution context of the first request.</summary>
    private void StartSending()
    {
        using (ExecutionContext.SuppressFlow()) sending = Task.Run(SendAllAsync, CancellationToken.None);
    }

    private async Task SendAllAsync()
    {
        while (HasMore())
        {
            var rest = Interval - clock.GetElapsedTime(lastSend);
            if (lastSend != 0 && rest > TimeSpan.Zero) await Task.WhenAny(Task.Delay(rest, clock), hurried.Task);
            var batch = Take();
            lastSend = clock.GetTimestamp();
            await delivery.ExecuteAsync(batch, Freeze(batch));
            lock (gate) beingSent = null;
        }
    }

    /// <summary>Checked before the wait for the next send, so that a flush does not wait for nothing.</summary>
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
            beingSent = batch;
            open = new();
            return batch;
        }
    }

    private List<FrozenMessage> Freeze(UsageBatch batch)
    {
        var now = clock.GetUtcNow();
        var messages = UsageMessageWriter.Write(batch.Pings.Select(entry => entry.Value.PingNotAfter(now, entry.Key.Id)), now);
        return [.. messages.Select(message => new FrozenMessage(message))];
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Dropped} pings were not counted so far: the queue does not accept them, and the buffer is full with {Max} API users.")]
    private static partial void LogDropped(ILogger logger, long dropped, int max);
}
