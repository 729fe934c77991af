using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Usage.Aggregation;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// Holds each custom service to so many calls in a day of UTC, on all instances together. What is known of the others is what the service's row counts,
/// as it was read last; so a quota may be exceeded by what they let through since then, and by what is on its way to the row.
/// </summary>
public sealed partial class LimitDailyCalls(
    IUsageStore store,
    TimeProvider clock,
    IOptions<CustomServicesOptions> options,
    IOptions<VerificationOptions> verification,
    ILogger<LimitDailyCalls> logger)
{
    /// <summary>How often the row of a service in use is read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long the first call of a service waits for what the row counts.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly int quota = options.Value.DailyQuota;
    private readonly ConcurrentLru<AccountId, Day> days = new(verification.Value.MaxRows);

    /// <summary>Takes one call. It waits for the row only when nothing is known of the service yet; later ones are read while calls go on.</summary>
    /// <returns>Null when it may be let through.</returns>
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
        return new(ErrorKind.TooManyRequests, "daily_quota_exceeded", $"The custom service may make {quota} calls in a day, until midnight UTC.")
        {
            RetryAfter = TimeSpan.FromSeconds(Math.Ceiling((midnight - now).TotalSeconds)),
            Account = service,
        };
    }

    /// <summary>Where the row cannot be read, what this instance let through is all that counts.</summary>
    private async Task ReadAsync(AccountId service, Day day)
    {
        try
        {
            var number = UtcHour.Of(clock.GetUtcNow()).Day;
            var rows = await store.ReadAsync(service.Bucket, [service], CancellationToken.None);
            if (rows.TryGetValue(service, out var row)) day.Know(number, row.Value.RequestsOn(number));
        }
        catch (Exception exception) // whatever it is: a call must not fail because it could not be counted who else called
        {
            LogUnread(logger, service, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calls of the custom service {Service} could not be read: its daily quota holds for this instance alone.")]
    private static partial void LogUnread(ILogger logger, AccountId service, Exception exception);

    /// <summary>The calls of one service in a day: never more than there were.</summary>
    private sealed class Day
    {
        private readonly Lock gate = new();
        private int number;
        private long calls;
        private long readAt;
        private Task? first;
        private Task reading = Task.CompletedTask;

        /// <returns>The first reading.</returns>
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

        /// <summary>What this instance let through until now is in the row, on its way there, or known here only: the higher number is the better.</summary>
        public void Know(int day, long counted)
        {
            lock (gate)
            {
                Begin(day);
                if (day == number) calls = Math.Max(calls, counted);
            }
        }

        public bool TryTake(int day, int quota)
        {
            lock (gate)
            {
                Begin(day);
                if (calls >= quota) return false;
                calls++;
                return true;
            }
        }

        /// <summary>A day that is over does not come back, whatever the clock says.</summary>
        private void Begin(int day)
        {
            if (day <= number) return;
            (number, calls) = (day, 0);
        }
    }
}
