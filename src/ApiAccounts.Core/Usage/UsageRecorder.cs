using System.Collections.Immutable;
using ApiAccounts.Core.Ids;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Usage;

/// <summary>
/// Puts the use of API users on the queue before the request is answered. Pings are merged by API user and hour; what comes in while a
/// send runs forms the next message (group commit, as in a write-ahead log). A message's bytes are frozen with its first send and only
/// ever sent again as they are, so that a send whose answer was lost counts once.
/// </summary>
public sealed partial class UsageRecorder(IUsageSender sender, TimeProvider clock, IOptions<UsageOptions> options, ILogger<UsageRecorder> logger)
{
    /// <summary>An outage under load would fill the log otherwise.</summary>
    private const int DropsPerLogLine = 1_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded at the moment: try again later.");

    private readonly Lock gate = new();
    private Batch open = new();
    private Task sending = Task.CompletedTask;
    private long lastSend;
    private long dropped;

    /// <summary>Counts one use of an API user, now.</summary>
    /// <param name="usedPreviousSecret">Whether it was made with the secret from before the last rotation.</param>
    /// <returns>Once the queue has it, or <see cref="UsageOptions.OnOutage"/> lets the request through without.</returns>
    public async ValueTask<Result<Done>> RecordAsync(AccountId id, bool usedPreviousSecret, CancellationToken cancellationToken)
    {
        if (Add(id, usedPreviousSecret, clock.GetUtcNow()) is not { } batch) return options.Value.OnOutage == OnOutage.Degrade ? new Done() : NotCounted;
        try
        {
            await batch.Sent.Task.WaitAsync(options.Value.DurableWait, clock, cancellationToken);
            return new Done();
        }
        catch (TimeoutException)
        {
            return options.Value.OnOutage == OnOutage.Degrade ? new Done() : NotCounted;
        }
    }

    /// <summary>Waits until all that was recorded before is on the queue.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (gate) return sending.WaitAsync(cancellationToken);
    }

    /// <returns>Null when the buffer is full and the ping does not fit.</returns>
    private Batch? Add(AccountId id, bool usedPreviousSecret, DateTimeOffset now)
    {
        lock (gate)
        {
            var key = (id, UtcHour.Of(now));
            var isKnown = open.Pings.TryGetValue(key, out var use);
            if (!isKnown && open.Pings.Count >= options.Value.MaxBufferedPings)
            {
                if (dropped++ % DropsPerLogLine == 0) LogDropped(logger, dropped, options.Value.MaxBufferedPings);
                return null;
            }
            open.Pings[key] = new(
                use.Count + 1,
                isKnown && use.LastUsed > now ? use.LastUsed : now,
                usedPreviousSecret && !(use.PreviousSecretLastUsed > now) ? now : use.PreviousSecretLastUsed);
            if (sending.IsCompleted) sending = Task.Run(SendAllAsync, CancellationToken.None);
            return open;
        }
    }

    private async Task SendAllAsync()
    {
        while (HasMore())
        {
            var rest = options.Value.CommitInterval - clock.GetElapsedTime(lastSend);
            if (lastSend != 0 && rest > TimeSpan.Zero) await Task.Delay(rest, clock);
            Batch batch;
            lock (gate)
            {
                batch = open;
                open = new();
            }
            lastSend = clock.GetTimestamp();
            foreach (var message in Freeze(batch)) await SendAsync(message);
            batch.Sent.TrySetResult();
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

    private IReadOnlyList<byte[]> Freeze(Batch batch)
    {
        var now = clock.GetUtcNow();
        return UsageMessageWriter.Write(batch.Pings.Select(entry => NotAfter(now, entry.Key.Id, entry.Value)), now);
    }

    /// <summary>A clock that was set back in the meantime would else have the ping come after its message.</summary>
    private static UsagePing NotAfter(DateTimeOffset now, AccountId id, Use use)
    {
        var time = use.LastUsed < now ? use.LastUsed : now;
        return new(id, UtcHour.Of(time), use.Count, time, ImmutableDictionary<int, long>.Empty)
        {
            PreviousSecretLastUsed = use.PreviousSecretLastUsed > time ? time : use.PreviousSecretLastUsed,
        };
    }

    private async Task SendAsync(byte[] message)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
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
            await Task.Delay(pause * (0.5 + Jitter.Next()), clock);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be put on the queue and is tried again.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Dropped} pings were not counted so far: the queue does not take them, and those of {Max} API users wait already.")]
    private static partial void LogDropped(ILogger logger, long dropped, int max);

    /// <summary>The uses of one API user in one hour.</summary>
    private readonly record struct Use(long Count, DateTimeOffset LastUsed, DateTimeOffset? PreviousSecretLastUsed);

    /// <summary>The pings that go with one send.</summary>
    private sealed class Batch
    {
        public Dictionary<(AccountId Id, UtcHour Hour), Use> Pings { get; } = [];

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
