namespace ApiAccounts.Core.Directory.Operators;

/// <summary>
/// Enqueues operators for the purge of what they own: before they are deleted, so that a crash in between leaves no orphaned rows, and
/// again if their deletion took so long that the first message may have found them still there.
/// </summary>
public sealed class EnqueueDeletedOperators(IDeletedOperators queue, TimeProvider clock)
{
    /// <summary>A deletion that is faster has ended before its message is visible, whatever the clocks.</summary>
    private static readonly TimeSpan Fast = DeletedOperatorMessage.Delay / 2;

    /// <param name="delete">Deletes the operators. Returns false if it deleted none. The messages then do nothing.</param>
    /// <returns>What the deletion returned.</returns>
    public async Task<bool> AroundAsync(
        IReadOnlyCollection<AccountId> operatorIds, Func<Task<bool>> delete, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await SendAsync(operatorIds, cancellationToken);
        try
        {
            return await delete();
        }
        finally
        {
            // Also after an exception: the storage may have deleted them before its response was lost.
            if (clock.GetElapsedTime(started) >= Fast) await SendAsync(operatorIds, CancellationToken.None);
        }
    }

    private Task SendAsync(IEnumerable<AccountId> operatorIds, CancellationToken cancellationToken) =>
        Task.WhenAll(operatorIds.Select(id => queue.SendAsync(id, cancellationToken)));
}
