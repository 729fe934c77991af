namespace ApiAccounts.Storage;

/// <summary>
/// Reports whether the storage responds, at the cost of at most one set of queries a second. Anybody may ask without credentials, so
/// concurrent requests share one check and later ones get its result for a while.
/// </summary>
public sealed class StorageReadiness(StorageSetup storage, TimeProvider clock)
{
    /// <summary>The minimum time from the start of one check to the start of the next.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<IReadOnlyList<string>>? last;
    private long startedAt;

    /// <param name="cancellationToken">Ends the wait of this caller, not the check that others wait for.</param>
    /// <returns>The names of the tables and queues that failed or did not respond in the last check.</returns>
    public Task<IReadOnlyList<string>> FindUnavailableAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<string>> check;
        lock (gate)
        {
            if (last is null || (last.IsCompleted && clock.GetElapsedTime(startedAt) >= Interval))
            {
                startedAt = clock.GetTimestamp();
                last = StartDetached();
            }
            check = last;
        }
        return check.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Starts a check that inherits nothing of the request that happens to be first, such as its limit for storage calls.
    /// </summary>
    private Task<IReadOnlyList<string>> StartDetached()
    {
        using var detached = ExecutionContext.SuppressFlow();
        return Task.Run(() => storage.FindUnavailableAsync(CancellationToken.None), CancellationToken.None);
    }
}
