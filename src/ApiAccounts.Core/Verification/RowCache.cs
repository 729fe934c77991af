using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using ApiAccounts.Core.Changes;
using BitFaster.Caching.Lru;

namespace ApiAccounts.Core.Verification;

/// <summary>
/// Caches rows for as long as they can be trusted. A row younger than <see cref="VerificationOptions.MaxStaleness"/> always can. An
/// older row can while the changes feed is current and has announced no change of it. After a change, only a read that started when
/// the change had certainly been written is trusted for longer. Concurrent requests share one read of a row.
/// </summary>
/// <param name="read">Returns null if the row does not exist.</param>
internal sealed class RowCache<TKey, T>(
    Func<TKey, Task<T?>> read, ChangesFeed feed, RateLimiter reads, TimeProvider clock, VerificationOptions options)
    where TKey : notnull
    where T : class
{
    private const long Never = -1;

    /// <summary>Exceeds the maximum time between an announcement and its write by more than the delay of the feed.</summary>
    private static readonly TimeSpan Suspicion = ChangesFeed.LongestWrite + TimeSpan.FromSeconds(15);

    private readonly ConcurrentLru<TKey, Row> rows = new(options.MaxRows);

    /// <summary>The last announced change of each row, cached or not.</summary>
    private readonly ConcurrentDictionary<TKey, long> changes = new();

    private long lastPrune;

    /// <param name="isFeedCurrent">The result of <see cref="ChangesFeed.IsCurrentAsync"/>.</param>
    /// <returns>Null if the row does not exist. Completes synchronously if the row is cached.</returns>
    /// <exception cref="BusyException"/>
    public ValueTask<T?> GetAsync(TKey key, bool isFeedCurrent) =>
        rows.TryGet(key, out var row) && TrustedIn(row, isFeedCurrent) is { } cached ? new(cached.Value) : ReadAsync(key, isFeedCurrent);

    /// <summary>Invalidates all reads of the row so far.</summary>
    public void Changed(TKey key)
    {
        var now = clock.GetTimestamp();
        changes[key] = now; // before the lookup, so that a row added concurrently finds the change
        if (rows.TryGet(key, out var row)) row.MarkChanged(now);
        PruneChanges(now);
    }

    private Snapshot? TrustedIn(Row row, bool isFeedCurrent)
    {
        if (row.Cached is not { } cached) return null;
        var changedAt = Volatile.Read(ref row.ChangedAt);
        if (cached.Started <= changedAt) return null;
        var isUnchanged = isFeedCurrent
            && cached.Started >= feed.UnbrokenSince
            && (changedAt == Never || clock.GetElapsedTime(changedAt, cached.Started) > Suspicion);
        return isUnchanged || clock.GetElapsedTime(cached.Started) < options.MaxStaleness ? cached : null;
    }

    private ValueTask<T?> ReadAsync(TKey key, bool isFeedCurrent)
    {
        var row = rows.TryGet(key, out var found) ? found : Add(key);
        lock (row)
        {
            if (TrustedIn(row, isFeedCurrent) is { } cached) return new(cached.Value); // another request has just read it
            if (row.Reading is { } current
                && current.Started > row.ChangedAt && clock.GetElapsedTime(current.Started) < options.MaxStaleness)
                return new(current.Value);
            var started = clock.GetTimestamp();
            var reading = ReadAsync(key, row, started);
            if (!reading.IsCompleted) row.Reading = new(started, reading);
            return new(reading);
        }
    }

    private async Task<T?> ReadAsync(TKey key, Row row, long started)
    {
        try
        {
            using var permit = await reads.AcquireAsync();
            if (!permit.IsAcquired) throw new BusyException();
            var value = await read(key);
            Cache(key, row, new(value, started));
            return value;
        }
        finally
        {
            lock (row)
            {
                if (row.Reading?.Started == started) row.Reading = null;
            }
        }
    }

    /// <summary>A row that never existed is not cached: made-up names would evict the rows in use.</summary>
    private void Cache(TKey key, Row row, Snapshot read)
    {
        lock (row)
        {
            if (read.Value is not null || row.Cached is not null)
            {
                row.Cached = read;
                return;
            }
        }
        rows.TryRemove(KeyValuePair.Create(key, row));
    }

    private Row Add(TKey key)
    {
        var row = rows.GetOrAdd(key, static _ => new());
        if (changes.TryGetValue(key, out var changedAt)) row.MarkChanged(changedAt);
        return row;
    }

    private void PruneChanges(long now)
    {
        var last = Interlocked.Read(ref lastPrune);
        if (clock.GetElapsedTime(last, now) < Suspicion || Interlocked.CompareExchange(ref lastPrune, now, last) != last) return;
        foreach (var change in changes)
            if (clock.GetElapsedTime(change.Value, now) > Suspicion) changes.TryRemove(change);
    }

    private sealed class Row
    {
        public Snapshot? Cached;
        public Reading? Reading;
        public long ChangedAt = Never;

        /// <summary>Never moves the time back: a change may be heard while an older one is still being marked.</summary>
        public void MarkChanged(long at)
        {
            long seen;
            do seen = Volatile.Read(ref ChangedAt);
            while (seen < at && Interlocked.CompareExchange(ref ChangedAt, at, seen) != seen);
        }
    }

    /// <param name="Started">The start of its read. Later writes are not included.</param>
    private sealed record Snapshot(T? Value, long Started);

    private sealed record Reading(long Started, Task<T?> Value);
}
