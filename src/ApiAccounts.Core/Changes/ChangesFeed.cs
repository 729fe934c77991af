using ApiAccounts.Core.Kernel.Ids;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Changes;

/// <summary>
/// Tells every instance which credentials and operators change, so that what it holds of them in memory can be trusted as long as nothing is
/// heard. A change is announced before its row is written; an instance that has requests to answer reads the announcements twice in each
/// <see cref="VerificationOptions.MaxStaleness"/>. See <c>docs/decisions/0008-verification-is-cached.md</c>.
/// </summary>
public sealed partial class ChangesFeed(IChangeStore store, TimeProvider clock, IOptions<VerificationOptions> options, ILogger<ChangesFeed> logger)
{
    /// <summary>
    /// The key of the stores as an adapter registers them, which write and tell nobody. Without the key one gets the store that announces what
    /// it changes.
    /// </summary>
    public const string Unannounced = "unannounced";

    /// <summary>How long after its announcement a row may still be written.</summary>
    public static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(45);

    /// <summary>How far back the announcements are read each time: further than the clocks of storage servers differ and an announcement takes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(90);

    /// <summary>With more between two reads, something may have been announced that neither has seen.</summary>
    private static readonly TimeSpan LongestGap = Window - LongestWrite;

    private static readonly TimeSpan ReadAtMost = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private HashSet<string> known = [];
    private Task<bool> reading = Task.FromResult(true);
    private long lastAttempt;
    private bool hasFailed;
    private volatile Heard heard = new(IsAny: false, Until: 0, Since: 0);

    /// <summary>An API user or operator has changed, is changing or was about to, here or on another instance.</summary>
    public event Action<AccountId>? Changed;

    /// <summary>
    /// An API user was created on this instance, or may have been. Others are not told: nobody trusts a credential less for one that was not there.
    /// </summary>
    public event Action<AccountId>? Created;

    /// <summary>The time, of <see cref="TimeProvider.GetTimestamp"/>, since when no change can have gone unheard.</summary>
    public long UnbrokenSince => heard.Since;

    /// <summary>The read under way, or the last one.</summary>
    internal Task Reading
    {
        get
        {
            lock (gate) return reading;
        }
    }

    /// <summary>Announces a change, then makes it. On this instance it is heard at once.</summary>
    /// <param name="ids">What the change is of; when there are none, none is announced.</param>
    /// <param name="change">Writes the rows, with the token it is given: a write that comes too late must not be made.</param>
    /// <exception cref="TimeoutException">The change took longer than <see cref="LongestWrite"/>; whether it was made is not known.</exception>
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
            throw new TimeoutException($"A change took longer than {LongestWrite.TotalSeconds} s and was given up.");
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
                return ids;
            },
            cancellationToken);

    /// <summary>Creates API users; this instance hears of them at once, and no other.</summary>
    public async Task<T> CreateAsync<T>(IReadOnlyList<AccountId> ids, Func<Task<T>> make)
    {
        try
        {
            return await make();
        }
        finally
        {
            foreach (var id in ids) Created?.Invoke(id);
        }
    }

    /// <inheritdoc cref="CreateAsync{T}"/>
    public Task CreateAsync(IReadOnlyList<AccountId> ids, Func<Task> make) => CreateAsync(ids, async () =>
    {
        await make();
        return ids;
    });

    /// <summary>Whether all that was announced up to <see cref="VerificationOptions.MaxStaleness"/> ago has been heard. Reads what is due.</summary>
    /// <returns>At once, as a rule: only when the last read began too long ago it waits for the next.</returns>
    public ValueTask<bool> IsCurrentAsync()
    {
        var maxStaleness = options.Value.MaxStaleness;
        var now = clock.GetTimestamp();
        if (IsHeardUpTo(now, maxStaleness / 2)) return new(true);
        if (maxStaleness == TimeSpan.Zero) return new(false);
        if (!IsHeardUpTo(now, maxStaleness)) return new(WaitAsync(now));
        ReadIfDue();
        return new(true);
    }

    /// <summary>A read under way may have begun too long ago as well; the one after it has not.</summary>
    private async Task<bool> WaitAsync(long asked)
    {
        while (!IsHeardUpTo(asked, options.Value.MaxStaleness))
            if (ReadIfDue() is not { } read || !await read) return false;
        return true;
    }

    private bool IsHeardUpTo(long time, TimeSpan staleness) => heard is { IsAny: true } last && clock.GetElapsedTime(last.Until, time) < staleness;

    /// <returns>The read under way, which begins now if none is; null while the feed is left alone because it did not answer a moment ago.</returns>
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

    private async Task<bool> ReadAsync(long began)
    {
        await Task.Yield(); // out of the lock
        try
        {
            using var limit = new CancellationTokenSource(ReadAtMost, clock);
            var changes = await store.ReadAsync(Window, limit.Token);
            foreach (var change in changes.Where(change => !known.Contains(change.Key)))
                foreach (var id in change.Ids) Changed?.Invoke(id);
            known = [.. changes.Select(change => change.Key)];
        }
        catch (Exception exception) // whatever it is: without the feed nothing that is held may be trusted
        {
            LogUnreadable(logger, exception);
            hasFailed = true;
            return false;
        }
        hasFailed = false;
        var last = heard;
        var isUnbroken = last.IsAny && clock.GetElapsedTime(last.Until, began) <= LongestGap;
        heard = new(IsAny: true, began, isUnbroken ? last.Since : began);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The changes of credentials could not be read: every credential is read anew until they can.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);

    /// <param name="IsAny">False before the first read.</param>
    /// <param name="Until">When the last good read began.</param>
    /// <param name="Since">When the first of the reads up to it began that followed each other closely.</param>
    private sealed record Heard(bool IsAny, long Until, long Since);
}
