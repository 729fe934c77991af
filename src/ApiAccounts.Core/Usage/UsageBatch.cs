using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Usage;

/// <summary>The pings that go with one send, and the one answer to all of them.</summary>
internal sealed class UsageBatch
{
    private readonly TaskCompletionSource<Result<Done>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? wait;

    public Dictionary<(AccountId Id, UtcHour Hour), RecordedUse> Pings { get; } = [];

    public Task<Result<Done>> Answer => answer.Task;

    /// <summary>While it waits for its send: the one before takes longer than an answer waits.</summary>
    public bool IsOverdue => answer.Task.IsCompleted;

    public bool HasLimit => wait is not null;

    /// <summary>Called for the first of the pings: those that come later wait less, since the send before runs for as long as the first waits.</summary>
    public void AnswerAfter(TimeSpan time, Result<Done> otherwise, TimeProvider clock) =>
        wait = clock.CreateTimer(_ => answer.TrySetResult(otherwise), state: null, time, Timeout.InfiniteTimeSpan);

    public void Complete()
    {
        wait?.Dispose();
        answer.TrySetResult(new Done());
    }
}
