using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs one timer function, one run at a time. Occurrences that pass during a run are made up for by a single one right after it. The
/// status is kept in memory: after a restart nothing is past due.
/// </summary>
internal sealed class TimerListener : ITriggerListener, IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);
    private static readonly Dictionary<string, object?> NoData = [];
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly TriggeredFunction function;
    private readonly TimerSchedule schedule;
    private readonly bool runOnStartup;
    private readonly bool isMonitored;
    private readonly TimeProvider time;
    private ScheduleStatus status;

    public TimerListener(TriggeredFunction function, TimerSchedule schedule, bool useMonitor, bool runOnStartup, TimeProvider time)
    {
        this.function = function;
        this.schedule = schedule;
        this.runOnStartup = runOnStartup;
        this.time = time;
        isMonitored = useMonitor && !schedule.IsFrequent(Now);
        status = new() { Next = schedule.NextAfter(Now) };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            if (runOnStartup) await RunAsync(stopping);
            while (true)
            {
                await DelayUntilAsync(status.Next, stopping);
                await RunAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the host stops between two runs
        }
    }

    public Task TriggerAsync(string input) => RunAsync(CancellationToken.None);

    public void Dispose() => oneAtATime.Dispose();

    private async Task DelayUntilAsync(DateTime due, CancellationToken stopping)
    {
        while (due - Now is { Ticks: > 0 } wait) await Task.Delay(wait < LongestDelay ? wait : LongestDelay, time, stopping);
        stopping.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        await oneAtATime.WaitAsync(stopping);
        try
        {
            var started = Now;
            await function.RunAsync(new TimerInfo { ScheduleStatus = isMonitored ? status : null }, NoData);
            status = new() { Last = started, Next = schedule.NextAfter(started), LastUpdated = started };
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
