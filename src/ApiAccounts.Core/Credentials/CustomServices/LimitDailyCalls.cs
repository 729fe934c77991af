using ApiAccounts.Core.Changes;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Usage.Aggregation;
using BitFaster.Caching.Lru;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// Limits the calls of each custom service in a UTC day, on all instances together. The calls on other instances are known from the
/// last read of the service's row. A quota may be exceeded by later calls and by those not yet written to the row.
/// </summary>
public sealed partial class LimitDailyCalls(
    IUsageStore store,
    TimeProvider clock,
    IOptions<CustomServicesOptions> options,
    IOptions<VerificationOptions> verification,
    ILogger<LimitDailyCalls> logger)
{
    /// <summary>The interval at which the row of an active service is read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long the first call of a service waits for its row.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly int quota = options.Value.DailyQuota;
    private readonly ConcurrentLru<AccountId, Day> days = new(verification.Value.MaxRows);

    /// <summary>Takes one call. Only the first call of a service waits for the row; later reads run in the background.</summary>
    /// <returns>Null if the call is within the quota.</returns>
    public async ValueTask<Error?> TakeAsync(AccountId service)
    {
        if (quota == 0) return null;
        var day = days.GetOrAdd(service, static _ => new());
        var reading = day.ReadIfDue(clock, () => ReadAsync(service, day));
        if (!reading.IsCompleted) await Task.WhenAny(reading, Task.Delay(LongestWait, clock));
        return Take(service, day);
    }

    private Error? Take(AccountId service, Day day)
    {
        var now = clock.GetUtcNow();
        if (day.TryTake(UtcHour.Of(now).Day, quota)) return null;
        var midnight = UtcHour.OfDay(UtcHour.Of(now).Day + 1).Start;
        return new(
            ErrorKind.TooManyRequests, "daily_quota_exceeded", $"The custom service may make {quota} calls a day, until midnight UTC.")
        {
            RetryAfter = TimeSpan.FromSeconds(Math.Ceiling((midnight - now).TotalSeconds)),
            Account = service,
        };
    }

    /// <summary>If the row cannot be read, only the calls on this instance count.</summary>
    private async Task ReadAsync(AccountId service, Day day)
    {
        try
        {
            var number = UtcHour.Of(clock.GetUtcNow()).Day;
            var rows = await store.ReadAsync(service.Bucket, [service], CancellationToken.None);
            if (rows.TryGetValue(service, out var row)) day.Update(number, row.Value.RequestsOn(number));
        }
        catch (Exception exception) // any exception: a call must not fail because other instances' calls are unknown
        {
            LogUnread(logger, service, exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The calls of the custom service {Service} could not be read. Its daily quota counts only the calls on this instance.")]
    private static partial void LogUnread(ILogger logger, AccountId service, Exception exception);

    /// <summary>The known calls of one service in a day: never more than there were.</summary>
    private sealed class Day
    {
        private readonly Lock gate = new();
        private int number;
        private long calls;
        private long readAt;
        private Task? first;
        private Task reading = Task.CompletedTask;

        /// <returns>The first read.</returns>
        public Task ReadIfDue(TimeProvider clock, Func<Task> read)
        {
            lock (gate)
            {
                if (first is null || (reading.IsCompleted && clock.GetElapsedTime(readAt) >= Interval))
                {
                    readAt = clock.GetTimestamp();
                    reading = read();
                    first ??= reading;
                }
                return first;
            }
        }

        /// <summary>The row may lack calls of this instance, and the reverse. The higher number is the better one.</summary>
        public void Update(int day, long counted)
        {
            lock (gate)
            {
                Start(day);
                if (day == number) calls = Math.Max(calls, counted);
            }
        }

        public bool TryTake(int day, int quota)
        {
            lock (gate)
            {
                Start(day);
                if (calls >= quota) return false;
                calls++;
                return true;
            }
        }

        /// <summary>A past day does not start again, even if the clock goes back.</summary>
        private void Start(int day)
        {
            if (day <= number) return;
            (number, calls) = (day, 0);
        }
    }
}
