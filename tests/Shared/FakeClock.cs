using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Testing;

/// <summary>
/// A <see cref="FakeTimeProvider"/> whose timers a test can wait for, and whose <see cref="GetTimestamp"/> goes on evenly while
/// <see cref="AdjustTime"/> sets the time of day, as on a real machine.
/// </summary>
public sealed class FakeClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Of real time: a test whose timer never comes fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<ObservedTimer, long> due = [];
    private TaskCompletionSource scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long adjusted;

    public override long GetTimestamp() => base.GetTimestamp() - Interlocked.Read(ref adjusted);

    /// <summary>Sets the time of day, as an administrator or a time server would: no timer notices.</summary>
    public new void AdjustTime(DateTimeOffset value)
    {
        Interlocked.Add(ref adjusted, (value - GetUtcNow()).Ticks);
        base.AdjustTime(value);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer is due within a time, so that a test advances the clock only once there is something to fire.</summary>
    /// <exception cref="TimeoutException">There was none.</exception>
    public async Task TimerDueWithinAsync(TimeSpan time)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (due.Values.Any(at => at - GetTimestamp() <= time.Ticks)) return;
                next = scheduled.Task;
            }
            await next.WaitAsync(Patience);
        }
    }

    /// <summary>Advances from one timer to the next until a task has completed.</summary>
    public async Task PassUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            var timer = TimerDueWithinAsync(TimeSpan.MaxValue);
            if (await Task.WhenAny(task, timer) == task) return;
            await timer;
            Advance(UntilNextTimer());
        }
    }

    private ITimer CreateInnerTimer(TimerCallback callback) =>
        base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private TimeSpan UntilNextTimer()
    {
        lock (gate) return due.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(0, due.Values.Min() - GetTimestamp()));
    }

    private sealed class ObservedTimer : ITimer
    {
        private readonly FakeClock clock;
        private readonly ITimer inner;
        private TimeSpan every;
        private int firings;

        public ObservedTimer(FakeClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            inner = clock.CreateInnerTimer(_ =>
            {
                Fired();
                callback(state);
            });
        }

        /// <summary>Tells of the timer only when it is set, and only if it has not fired meanwhile.</summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int before;
            lock (clock.gate)
            {
                clock.due.Remove(this);
                every = period;
                before = firings;
            }
            var at = clock.GetTimestamp() + dueTime.Ticks;
            var isSet = inner.Change(dueTime, period);
            lock (clock.gate)
            {
                if (!isSet || firings != before || dueTime == Timeout.InfiniteTimeSpan) return isSet;
                clock.due[this] = at;
                clock.scheduled.SetResult();
                clock.scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return isSet;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.due.Remove(this);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fired()
        {
            lock (clock.gate)
            {
                firings++;
                if (every <= TimeSpan.Zero) clock.due.Remove(this);
                else if (clock.due.TryGetValue(this, out var at)) clock.due[this] = at + every.Ticks;
            }
        }
    }
}
