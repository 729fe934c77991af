using System.Collections.Concurrent;

namespace ApiAccounts.Core.Kernel;

/// <summary>
/// A bounded number of things in memory, by key. What is asked for moves from the old generation to the young one; once that is full, the old one
/// goes with all that is left in it.
/// </summary>
/// <param name="capacity">How many there are at most, in both.</param>
internal sealed class Generations<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock rotation = new();
    private volatile ConcurrentDictionary<TKey, TValue> young = new();
    private volatile ConcurrentDictionary<TKey, TValue> old = new();
    private int youngCount;

    public int Count => young.Count + old.Count;

    public TValue? Find(TKey key)
    {
        if (young.TryGetValue(key, out var value)) return value;
        return old.TryGetValue(key, out value) ? Keep(key, value) : null;
    }

    /// <returns>What is there by now: another may have been quicker.</returns>
    public TValue Keep(TKey key, TValue value)
    {
        var kept = young.GetOrAdd(key, value);
        if (ReferenceEquals(kept, value)) CountYoung();
        return kept;
    }

    public void Remove(TKey key, TValue value)
    {
        if (young.TryRemove(KeyValuePair.Create(key, value))) Interlocked.Decrement(ref youngCount);
        old.TryRemove(KeyValuePair.Create(key, value));
    }

    /// <summary>What each generation has, which is most often the same; it moves nothing.</summary>
    public (TValue? Young, TValue? Old) Both(TKey key) => (young.GetValueOrDefault(key), old.GetValueOrDefault(key));

    private void CountYoung()
    {
        if (Interlocked.Increment(ref youngCount) < capacity / 2) return;
        lock (rotation)
        {
            if (Volatile.Read(ref youngCount) < capacity / 2) return;
            old = young;
            young = new();
            youngCount = 0;
        }
    }
}
