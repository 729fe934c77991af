using Azure.Core;
using Azure.Core.Pipeline;

namespace ApiAccounts.Storage;

/// <summary>
/// Retries storage calls like the default policy of the clients (3 times, on 408, 429, 5xx and broken connections). If a caller waits
/// (<see cref="StorageWaitLimit"/>), all attempts share its time limit. After a call without a response, that limit is
/// <see cref="UnresponsiveWait"/> until a call succeeds, because a request makes several calls, and must not wait the full time for each.
/// </summary>
internal sealed class StorageRetries() : RetryPolicy(MaxRetries, new Delays())
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan UnresponsiveWait = TimeSpan.FromMilliseconds(400);

    /// <summary>The share of the limit that one attempt may take, so that a dead connection leaves time for another attempt.</summary>
    private const double LongestAttempt = 2.0 / 3;

    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the short limit applies after a call without a response.</summary>
    private static readonly TimeSpan UnresponsivePeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeProvider Clock = TimeProvider.System;
    private long unresponsiveAt;

    protected override void OnSendingRequest(HttpMessage message)
    {
        if (StorageWaitLimit.Current is not { } limit) return;
        var left = TimeLeft(message, limit);
        var longest = limit.Wait * LongestAttempt;
        message.NetworkTimeout = left < ShortestAttempt ? ShortestAttempt : left < longest ? left : longest;
    }

    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        OnSendingRequest(message);
        return ValueTask.CompletedTask;
    }

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        Decide(message, exception, base.ShouldRetry(message, exception));

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        Decide(message, exception, await base.ShouldRetryAsync(message, exception));

    private bool Decide(HttpMessage message, Exception? exception, bool isRetriable)
    {
        if (exception is null && !isRetriable) Volatile.Write(ref unresponsiveAt, 0);
        if (!isRetriable || StorageWaitLimit.Current is not { } limit) return isRetriable;
        var pause = Delays.BeforeRetry(message.ProcessingContext.RetryNumber + 1, isAwaited: true);
        if (TimeLeft(message, limit) - pause > ShortestAttempt) return true;
        Volatile.Write(ref unresponsiveAt, Clock.GetTimestamp());
        return false;
    }

    private TimeSpan TimeLeft(HttpMessage message, StorageWaitLimit limit)
    {
        var isUnresponsive = Volatile.Read(ref unresponsiveAt) is not 0 and var at && Clock.GetElapsedTime(at) < UnresponsivePeriod;
        return (isUnresponsive ? UnresponsiveWait : limit.Wait) - (Clock.GetUtcNow() - message.ProcessingContext.StartTime);
    }

    /// <summary>
    /// Doubles from 0.2 s if a caller waits, else from 0.8 s. A longer <c>Retry-After</c> of the storage takes precedence.
    /// </summary>
    private sealed class Delays : DelayStrategy
    {
        private static readonly TimeSpan First = TimeSpan.FromMilliseconds(800);
        private static readonly TimeSpan FirstAwaited = TimeSpan.FromMilliseconds(200);

        public static TimeSpan BeforeRetry(int number, bool isAwaited) => (isAwaited ? FirstAwaited : First) * Math.Pow(2, number - 1);

        protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) =>
            BeforeRetry(retryNumber, StorageWaitLimit.Current is not null);
    }
}
