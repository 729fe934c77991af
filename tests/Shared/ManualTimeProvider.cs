namespace ApiAccounts.Testing;

/// <summary>A clock that stands still until a test moves it; its timers fire while it moves, in order.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    /// <summary>Of real time: a test whose timer never comes fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private readonly List<(long Within, TaskCompletionSource Seen)> awaited = [];
    private DateTimeOffset now = start;
    private long elapsed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp()
    {
        lock (gate) return elapsed;
    }

    /// <summary>Lets time pass: the clock and every timer.</summary>
    public void Advance(TimeSpan time)
    {
        long end;
        lock (gate) end = elapsed + time.Ticks;
        while (true)
        {
            ManualTimer? due;
            lock (gate)
            {
                due = timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
                var reached = due?.DueAt ?? end;
                now += TimeSpan.FromTicks(Math.Max(0, reached - elapsed));
                elapsed = Math.Max(elapsed, reached);
                if (due is null) return;
                due.Reschedule();
            }
            due.Fire();
        }
    }

    /// <summary>Sets the clock, as an administrator or a time server would: no timer notices.</summary>
    public void SetUtcNow(DateTimeOffset time)
    {
        lock (gate) now = time;
    }

    /// <summary>Waits until something waits for this clock and is due within a time, so that a test moves it when there is what it moves.</summary>
    public Task TimerDueWithinAsync(TimeSpan time)
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.DueAt - elapsed <= time.Ticks)) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((time.Ticks, seen));
            return seen.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Lets time pass, from one timer to the next, until a task has ended.</summary>
    public async Task PassUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, TimerDueWithinAsync(TimeSpan.MaxValue));
            if (!task.IsCompleted) Advance(UntilNextTimer());
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan UntilNextTimer()
    {
        lock (gate) return timers.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(0, timers.Min(timer => timer.DueAt) - elapsed));
    }

    private void Tell(ManualTimer timer)
    {
        foreach (var entry in awaited.Where(entry => timer.DueAt - elapsed <= entry.Within).ToList())
        {
            entry.Seen.TrySetResult();
            awaited.Remove(entry);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every;

        public long DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                every = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock.elapsed + dueTime.Ticks;
                clock.timers.Add(this);
                clock.Tell(this);
                return true;
            }
        }

        public void Reschedule()
        {
            if (every > TimeSpan.Zero) DueAt += every.Ticks;
            else clock.timers.Remove(this);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
