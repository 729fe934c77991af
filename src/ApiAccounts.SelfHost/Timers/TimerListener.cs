using ApiAccounts.SelfHost.Listeners;
using ApiAccounts.SelfHost.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Timers;

/// <summary>
/// Runs one timer function, once for each time it is due, in one of the processes that share the host's storage account. Occurrences missed
/// during a run, or while no process was running, are made up for by a single run.
/// </summary>
internal sealed partial class TimerListener : ITriggerListener, IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly Dictionary<string, object?> NoData = [];
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly TriggeredFunction function;
    private readonly TimerSchedule schedule;
    private readonly TimerState state;
    private readonly bool runOnStartup;
    private readonly bool isMonitored;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private ScheduleStatus status;

    private TimerListener(
        TimerTriggerAttribute trigger, TriggeredFunction function, TimerSchedule schedule, TimerState state, ListenerServices host)
    {
        this.function = function;
        this.schedule = schedule;
        this.state = state;
        time = host.Time;
        logger = host.LoggerFactory.CreateLogger<TimerListener>();
        runOnStartup = trigger.RunOnStartup;
        isMonitored = trigger.UseMonitor && !schedule.IsFrequent(Now);
        status = new() { Next = schedule.NextAfter(Now) };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <exception cref="StartException">A setting is missing or wrong, or the schedule cannot be read.</exception>
    public static TimerListener Create(TimerTriggerAttribute trigger, TriggeredFunction function, ListenerServices host)
    {
        var schedule = TimerSchedule.Parse(host.Configuration.Resolve(trigger.Schedule, function.Name), function.Name);
        return new(trigger, function, schedule, host.TimerStates.Of(function.Name), host);
    }

    public async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            status = await RetryUntilResultAsync(async () => (ScheduleStatus?)await state.ReadOrCreateAsync(status), stopping);
            var isPastDue = isMonitored && status.Next <= Now;
            if (!isPastDue) status.Next = schedule.NextAfter(Now); // the schedule may have changed since the state was written
            if (runOnStartup || isPastDue) await RunOnceAsync(runOnStartup ? DateTime.MaxValue : status.Next, isPastDue, stopping);
            while (true)
            {
                await DelayUntilAsync(status.Next, stopping);
                await RunOnceAsync(status.Next, isPastDue: false, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the host stops between two runs
        }
    }

    /// <summary>Runs the function now, regardless of other processes.</summary>
    public async Task TriggerAsync(string input)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await RunAsync(status, isPastDue: false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task DelayUntilAsync(DateTime due, CancellationToken stopping)
    {
        while (due - Now is { Ticks: > 0 } wait) await Task.Delay(wait < LongestDelay ? wait : LongestDelay, time, stopping);
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Runs the occurrence that was due at a time, unless another process has done so.</summary>
    private async Task RunOnceAsync(DateTime due, bool isPastDue, CancellationToken stopping)
    {
        await oneAtATime.WaitAsync(stopping);
        try
        {
            await using var turn = await RetryUntilResultAsync(state.TryTakeAsync, stopping);
            var stored = turn.Status;
            if (stored.Last >= due)
            {
                status = new() { Last = stored.Last, Next = schedule.NextAfter(stored.Last), LastUpdated = stored.LastUpdated };
                return;
            }
            var updated = await RunAsync(stored, isPastDue);
            await turn.EndAsync(updated);
            status = updated;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <returns>The status of the timer after the run.</returns>
    private async Task<ScheduleStatus> RunAsync(ScheduleStatus previous, bool isPastDue)
    {
        var started = Now;
        await function.RunAsync(new TimerInfo { ScheduleStatus = isMonitored ? previous : null, IsPastDue = isPastDue }, NoData);
        return new() { Last = started, Next = schedule.NextAfter(started), LastUpdated = started };
    }

    /// <summary>Repeats a storage call until it succeeds and no other process has the turn.</summary>
    private async Task<T> RetryUntilResultAsync<T>(Func<Task<T?>> call, CancellationToken stopping)
        where T : class
    {
        while (true)
        {
            try
            {
                if (await call() is { } result) return result;
                LogTaken(function.Name);
            }
            catch (Exception exception)
            {
                LogNoState(function.Name, exception);
            }
            await Task.Delay(RetryPause, time, stopping);
        }
    }

    [LoggerMessage(2, LogLevel.Debug, "Timer {Function}: another process is running it.")]
    private partial void LogTaken(string function);

    [LoggerMessage(1, LogLevel.Warning, "Timer {Function}: its state in blob storage could not be read; trying again.")]
    private partial void LogNoState(string function, Exception exception);
}
