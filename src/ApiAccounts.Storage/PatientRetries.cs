using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ApiAccounts.Storage;

/// <summary>
/// Tries a call of the storage again as the clients do by themselves (3 times, on 408, 429, 5xx and broken connections). Where somebody
/// waits (<see cref="StoragePatience"/>) the tries share its time, and after a call that got no answer <see cref="AfterSilence"/>, until
/// one gets an answer: a request makes several calls, and must not wait out each of them.
/// </summary>
internal sealed class PatientRetries() : RetryPolicy(MaxRetries, new Delays())
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan AfterSilence = TimeSpan.FromMilliseconds(400);

    /// <summary>How much of the time one try may take, so that a connection that died leaves time for another.</summary>
    private const double LongestTry = 2.0 / 3;

    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(50);

    /// <summary>Then a call has the usual time again.</summary>
    private static readonly TimeSpan SilenceForgotten = TimeSpan.FromSeconds(5);

    private static readonly TimeProvider Clock = TimeProvider.System;
    private long silentAt;

    protected override void OnSendingRequest(HttpMessage message)
    {
        if (StoragePatience.Current is not { } patience) return;
        var left = Left(message, patience);
        var longest = patience.Wait * LongestTry;
        message.NetworkTimeout = left < ShortestTry ? ShortestTry : left < longest ? left : longest;
    }

    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        OnSendingRequest(message);
        return ValueTask.CompletedTask;
    }

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        Judge(message, exception, base.ShouldRetry(message, exception));

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        Judge(message, exception, await base.ShouldRetryAsync(message, exception));

    private bool Judge(HttpMessage message, Exception? exception, bool mayBeRetried)
    {
        if (exception is null && !mayBeRetried) Volatile.Write(ref silentAt, 0);
        if (!mayBeRetried || StoragePatience.Current is not { } patience) return mayBeRetried;
        var pause = Delays.BeforeRetry(message.ProcessingContext.RetryNumber + 1, isAwaited: true);
        if (Left(message, patience) - pause > ShortestTry) return true;
        Volatile.Write(ref silentAt, Clock.GetTimestamp());
        return false;
    }

    private TimeSpan Left(HttpMessage message, StoragePatience patience)
    {
        var isSilent = Volatile.Read(ref silentAt) is not 0 and var at && Clock.GetElapsedTime(at) < SilenceForgotten;
        return (isSilent ? AfterSilence : patience.Wait) - (Clock.GetUtcNow() - message.ProcessingContext.StartTime);
    }

    /// <summary>
    /// Doubling from 0.2 s where somebody waits, else from 0.8 s; what the storage asks for with <c>Retry-After</c>, where that is longer.
    /// </summary>
    private sealed class Delays : DelayStrategy
    {
        private static readonly TimeSpan First = TimeSpan.FromMilliseconds(800);
        private static readonly TimeSpan FirstAwaited = TimeSpan.FromMilliseconds(200);

        public static TimeSpan BeforeRetry(int number, bool isAwaited) => (isAwaited ? FirstAwaited : First) * Math.Pow(2, number - 1);

        protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) =>
            BeforeRetry(retryNumber, StoragePatience.Current is not null);
    }
}
