using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using ApiAccounts.Core.Changes;
using BitFaster.Caching.Lru;

namespace ApiAccounts.Core.Verification;

/// <summary>
/// Rows as they were read, for as long as they can be trusted. One younger than <see cref="VerificationOptions.MaxStaleness"/> always is; an
/// older one while the changes are heard, and none was of that row. After a change only what was read when it had surely been written is
/// trusted for longer. A row is read by one request at a time, and the others share what it finds.
/// </summary>
/// <param name="read">Null for a row that is not there.</param>
internal sealed class RowCache<TKey, T>(
    Func<TKey, Task<T?>> read, ChangesFeed feed, RateLimiter reads, TimeProvider clock, VerificationOptions options)
    where TKey : notnull
    where T : class
{
    private const long Never = -1;

    /// <summary>Longer than a row may still be written after its announcement, by more than it takes to hear of it.</summary>
    private static readonly TimeSpan Suspicion = ChangesFeed.LongestWrite + TimeSpan.FromSeconds(15);

    private readonly ConcurrentLru<TKey, Row> rows = new(options.MaxRows);

    /// <summary>When a row was last heard to change, whether it is held or not.</summary>
    private readonly ConcurrentDictionary<TKey, long> changes = new();

    private long lastPrune;

    /// <param name="isFeedCurrent">As <see cref="ChangesFeed.IsCurrentAsync"/> said.</param>
    /// <returns>Null for a row that is not there. Completed at once when it need not be read.</returns>
    /// <exception cref="BusyException"/>
    public ValueTask<T?> GetAsync(TKey key, bool isFeedCurrent) =>
        rows.TryGet(key, out var row) && TrustedIn(row, isFeedCurrent) is { } held ? new(held.Value) : ReadAsync(key, isFeedCurrent);

    /// <summary>From now on what was read before is not trusted.</summary>
    public void Changed(TKey key)
    {
        var now = clock.GetTimestamp();
        changes[key] = now; // before the row is looked for: one that is added right now finds it
        if (rows.TryGet(key, out var row)) Volatile.Write(ref row.ChangedAt, now);
        PruneChanges(now);
    }

    private Held? TrustedIn(Row row, bool isFeedCurrent)
    {
        if (row.Held is not { } held) return null;
        var changedAt = Volatile.Read(ref row.ChangedAt);
        if (held.Began <= changedAt) return null;
        var isUnchanged = isFeedCurrent
            && held.Began >= feed.UnbrokenSince
            && (changedAt == Never || clock.GetElapsedTime(changedAt, held.Began) > Suspicion);
        return isUnchanged || clock.GetElapsedTime(held.Began) < options.MaxStaleness ? held : null;
    }

    private ValueTask<T?> ReadAsync(TKey key, bool isFeedCurrent)
    {
        var row = rows.TryGet(key, out var found) ? found : Add(key);
        lock (row)
        {
            if (TrustedIn(row, isFeedCurrent) is { } held) return new(held.Value); // another request has read it meanwhile
            if (row.Reading is { } under && under.Began > row.ChangedAt && clock.GetElapsedTime(under.Began) < options.MaxStaleness) return new(under.Value);
            var began = clock.GetTimestamp();
            var reading = ReadAsync(key, row, began);
            if (!reading.IsCompleted) row.Reading = new(began, reading);
            return new(reading);
        }
    }

    private async Task<T?> ReadAsync(TKey key, Row row, long began)
    {
        try
        {
            using var turn = await reads.AcquireAsync();
            if (!turn.IsAcquired) throw new BusyException();
            var value = await read(key);
            Keep(key, row, new(value, began));
            return value;
        }
        finally
        {
            lock (row)
            {
                if (row.Reading?.Began == began) row.Reading = null;
            }
        }
    }

    /// <summary>A row that never was there is not held: anybody can think up names, and would drive out what is in use.</summary>
    private void Keep(TKey key, Row row, Held read)
    {
        lock (row)
        {
            if (read.Value is not null || row.Held is not null)
            {
                row.Held = read;
                return;
            }
        }
        rows.TryRemove(KeyValuePair.Create(key, row));
    }

    private Row Add(TKey key)
    {
        var row = rows.GetOrAdd(key, static _ => new());
        if (changes.TryGetValue(key, out var changedAt)) Volatile.Write(ref row.ChangedAt, changedAt);
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
        public Held? Held;
        public Reading? Reading;
        public long ChangedAt = Never;
    }

    /// <param name="Began">When its read began: what was written later is not in it.</param>
    private sealed record Held(T? Value, long Began);

    private sealed record Reading(long Began, Task<T?> Value);
}
