using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>The pings that go with one send, and the one answer to all of them.</summary>
internal sealed class UsageBatch
{
    /// <summary>How much longer an answer waits for a disk that hangs.</summary>
    private static readonly TimeSpan DiskWait = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Result<Unit>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? wait;
    private bool waitsForDisk;

    public Dictionary<(AccountId Id, UtcHour Hour), RecordedUse> Pings { get; } = [];

    public Task<Result<Unit>> Answer => answer.Task;

    public bool IsAnswered => answer.Task.IsCompleted;

    /// <summary>Unit when it has waited for the queue for long enough.</summary>
    public Task Overdue => overdue.Task;

    public bool HasLimit => wait is not null;

    /// <summary>Called for the first of the pings: those that come later wait less, since the send before runs for as long as the first waits.</summary>
    /// <param name="time">How long the answer waits for the queue.</param>
    /// <param name="otherwise">The answer then, unless the disk is waited for.</param>
    /// <param name="canSpool">Whether the disk is to be waited for then.</param>
    public void AnswerAfter(TimeSpan time, Result<Unit> otherwise, Func<bool> canSpool, TimeProvider clock)
    {
        wait = clock.CreateTimer(_ => EndWait(otherwise, canSpool), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        wait.Change(time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for the queue no longer.</summary>
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
