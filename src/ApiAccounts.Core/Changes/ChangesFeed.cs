namespace ApiAccounts.Core.Changes;

/// <summary>
/// Tells every instance which credentials and operators change, so that it can trust the rows it has cached. A change is announced
/// before its row is written. An instance that serves requests reads the announcements twice in each
/// <see cref="VerificationOptions.MaxStaleness"/>. See <c>docs/decisions/0008-verification-is-cached.md</c>.
/// </summary>
public sealed partial class ChangesFeed(
    IChangeStore store, TimeProvider clock, IOptions<VerificationOptions> options, ILogger<ChangesFeed> logger)
{
    /// <summary>
    /// The key of the stores that an adapter registers, which announce nothing. Without the key, the container returns the
    /// decorator that announces each change.
    /// </summary>
    public const string Unannounced = "unannounced";

    /// <summary>The maximum time between an announcement and the write of its row.</summary>
    public static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(45);

    /// <summary>
    /// The age of the oldest announcements that each read includes. It exceeds the clock skew of storage servers plus the time of an
    /// announcement.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(90);

    /// <summary>After a longer gap between two reads, an announcement may have been missed by both.</summary>
    private static readonly TimeSpan LongestGap = Window - LongestWrite;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private HashSet<string> known = [];
    private Task<bool> reading = Task.FromResult(true);
    private long lastAttempt;
    private bool hasFailed;
    private volatile Coverage coverage = new(IsAny: false, Until: 0, Since: 0);

    /// <summary>An API user or operator changed, is changing or was about to change, here or on another instance.</summary>
    public event Action<AccountId>? Changed;

    /// <summary>
    /// An API user was created on this instance, or may have been. Other instances are not told: they have nothing cached that it
    /// invalidates.
    /// </summary>
    public event Action<AccountId>? Created;

    /// <summary>The timestamp (<see cref="TimeProvider.GetTimestamp"/>) since which no change can have been missed.</summary>
    public long UnbrokenSince => coverage.Since;

    /// <summary>The current read, or the last one.</summary>
    internal Task Reading
    {
        get
        {
            lock (gate) return reading;
        }
    }

    /// <summary>Announces a change, then executes it. This instance learns of it immediately.</summary>
    /// <param name="ids">The changed resources. If there are none, nothing is announced.</param>
    /// <param name="change">Writes the rows with the token it receives. The token prevents a write that would be too late.</param>
    /// <exception cref="TimeoutException">The change took longer than <see cref="LongestWrite"/>. It may have been written.</exception>
    public async Task<T> AnnounceAsync<T>(
        IReadOnlyList<AccountId> ids, Func<CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return await change(cancellationToken);
        using var late = new CancellationTokenSource(LongestWrite, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await store.AddAsync(ids, either.Token);
            return await change(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"A change exceeded the limit of {LongestWrite.TotalSeconds} s and was cancelled.");
        }
        finally
        {
            foreach (var id in ids) Changed?.Invoke(id);
        }
    }

    /// <inheritdoc cref="AnnounceAsync{T}"/>
    public Task AnnounceAsync(IReadOnlyList<AccountId> ids, Func<CancellationToken, Task> change, CancellationToken cancellationToken) =>
        AnnounceAsync(
            ids,
            async writing =>
            {
                await change(writing);
                return new Unit();
            },
            cancellationToken);

    /// <summary>Creates API users and tells only this instance of them, immediately.</summary>
    public async Task<T> CreateAsync<T>(IReadOnlyList<AccountId> ids, Func<Task<T>> create)
    {
        try
        {
            return await create();
        }
        finally
        {
            foreach (var id in ids) Created?.Invoke(id);
        }
    }

    /// <inheritdoc cref="CreateAsync{T}"/>
    public Task CreateAsync(IReadOnlyList<AccountId> ids, Func<Task> create) => CreateAsync(ids, async () =>
    {
        await create();
        return new Unit();
    });

    /// <summary>
    /// Whether this instance has read all that was announced up to <see cref="VerificationOptions.MaxStaleness"/> ago. Starts a read
    /// if one is due.
    /// </summary>
    /// <returns>Usually completes synchronously. Waits for the next read only if the last one started too long ago.</returns>
    public ValueTask<bool> IsCurrentAsync()
    {
        var maxStaleness = options.Value.MaxStaleness;
        var now = clock.GetTimestamp();
        if (IsReadUpTo(now, maxStaleness / 2)) return new(true);
        if (maxStaleness == TimeSpan.Zero) return new(false);
        if (!IsReadUpTo(now, maxStaleness)) return new(WaitAsync(now));
        ReadIfDue();
        return new(true);
    }

    /// <summary>The current read may have started too long ago as well; the read after it has not.</summary>
    private async Task<bool> WaitAsync(long requested)
    {
        while (!IsReadUpTo(requested, options.Value.MaxStaleness))
            if (ReadIfDue() is not { } read || !await read) return false;
        return true;
    }

    private bool IsReadUpTo(long time, TimeSpan staleness) =>
        coverage is { IsAny: true } last && clock.GetElapsedTime(last.Until, time) < staleness;

    /// <returns>The current read, started now if there is none; null while the feed pauses after a failed read.</returns>
    private Task<bool>? ReadIfDue()
    {
        lock (gate)
        {
            if (reading.IsCompleted && (!hasFailed || clock.GetElapsedTime(lastAttempt) >= options.Value.MaxStaleness / 2))
            {
                lastAttempt = clock.GetTimestamp();
                reading = ReadAsync(lastAttempt);
            }
            return hasFailed ? null : reading;
        }
    }

    private async Task<bool> ReadAsync(long started)
    {
        await Task.Yield(); // leaves the lock
        try
        {
            using var limit = new CancellationTokenSource(ReadTimeout, clock);
            var changes = await store.ReadAsync(Window, limit.Token);
            foreach (var change in changes.Where(change => !known.Contains(change.Key)))
                foreach (var id in change.Ids) Changed?.Invoke(id);
            known = [.. changes.Select(change => change.Key)];
        }
        catch (Exception exception) // any exception: without the feed no cached row can be trusted
        {
            LogUnreadable(logger, exception);
            hasFailed = true;
            return false;
        }
        hasFailed = false;
        var last = coverage;
        var isUnbroken = last.IsAny && clock.GetElapsedTime(last.Until, started) <= LongestGap;
        coverage = new(IsAny: true, started, isUnbroken ? last.Since : started);
        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The changes feed could not be read. Until it can, every request reads its credential from the storage.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);

    /// <param name="IsAny">False before the first read.</param>
    /// <param name="Until">The start of the last successful read.</param>
    /// <param name="Since">The start of the first read in the unbroken series that ends with it.</param>
    private sealed record Coverage(bool IsAny, long Until, long Since);
}
