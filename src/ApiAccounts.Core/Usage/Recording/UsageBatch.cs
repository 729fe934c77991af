namespace ApiAccounts.Core.Usage.Recording;

/// <summary>The pings of one send, and the shared answer to all of them.</summary>
internal sealed class UsageBatch
{
    /// <summary>How much longer an answer waits for a disk that does not respond.</summary>
    private static readonly TimeSpan DiskWait = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Result<Unit>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? wait;
    private bool waitsForDisk;

    public Dictionary<(AccountId Id, UtcHour Hour), RecordedUse> Pings { get; } = [];

    public Task<Result<Unit>> Answer => answer.Task;

    public bool IsAnswered => answer.Task.IsCompleted;

    /// <summary>Completes once the batch has waited long enough for the queue.</summary>
    public Task Overdue => overdue.Task;

    public bool HasLimit => wait is not null;

    /// <summary>
    /// Starts the time limit. Call it for the first ping: later ones wait less, because the previous send runs as long as the first waits.
    /// </summary>
    /// <param name="time">How long the answer waits for the queue.</param>
    /// <param name="otherwise">The answer after that time, unless it waits for the disk.</param>
    /// <param name="canSpool">Whether to wait for the disk after that time.</param>
    public void AnswerAfter(TimeSpan time, Result<Unit> otherwise, Func<bool> canSpool, TimeProvider clock)
    {
        wait = clock.CreateTimer(_ => EndWait(otherwise, canSpool), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        wait.Change(time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops waiting for the queue.</summary>
    public void GiveUpOnQueue() => overdue.TrySetResult();

    public void Complete()
    {
        wait?.Dispose();
        answer.TrySetResult(new Unit());
    }

    private void EndWait(Result<Unit> otherwise, Func<bool> canSpool)
    {
        overdue.TrySetResult();
        waitsForDisk = !waitsForDisk && canSpool() && wait!.Change(DiskWait, Timeout.InfiniteTimeSpan);
        if (!waitsForDisk) answer.TrySetResult(otherwise);
    }
}
