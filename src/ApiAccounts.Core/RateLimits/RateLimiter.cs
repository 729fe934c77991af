using BitFaster.Caching.Lru;

namespace ApiAccounts.Core.RateLimits;

/// <summary>Token buckets in the memory of this instance, one for each key. Based on timestamps, so clock changes have no effect.</summary>
/// <param name="maxKeys">The maximum number of buckets. An evicted key starts with a full bucket, as an idle key does anyway.</param>
internal sealed class RateLimiter<TKey>(TimeProvider clock, int maxKeys)
    where TKey : notnull
{
    private readonly ConcurrentLru<TKey, Bucket> buckets = new(maxKeys);

    public int Count => buckets.Count;

    /// <summary>Takes one permit from the bucket of a key, if there is one.</summary>
    /// <param name="limit">May differ from the last call. Consumed permits remain consumed.</param>
    public RateLimitState Take(TKey key, RateLimit limit) =>
        buckets.GetOrAdd(key, static _ => new()).Take(limit, clock.GetTimestamp(), clock.TimestampFrequency);

    /// <summary>
    /// Counts in whole numbers, so that fractions are not lost. A request costs as many units as the limit's seconds have ticks, and
    /// each tick returns as many units as the limit has requests.
    /// </summary>
    private sealed class Bucket
    {
        private readonly Lock gate = new();
        private RateLimit? limit;
        private Int128 taken;
        private long at;

        public RateLimitState Take(RateLimit current, long now, long frequency)
        {
            lock (gate)
            {
                Refill(now);
                if (limit != current) ChangeTo(current, frequency);
                var cost = CostOf(current, frequency);
                var free = (cost * current.Requests) - taken;
                var isExceeded = free < cost;
                if (!isExceeded)
                {
                    taken += cost;
                    free -= cost;
                }
                var perSecond = (Int128)current.Requests * frequency;
                return new(current, isExceeded, (int)(free / cost), (int)((cost - (free % cost) + perSecond - 1) / perSecond));
            }
        }

        private static Int128 CostOf(RateLimit limit, long frequency) => (Int128)limit.Seconds * frequency;

        private void Refill(long now)
        {
            var passed = Math.Max(0, now - at); // a concurrent request with a later timestamp may have been first
            at += passed;
            if (limit is not null) taken = Int128.Max(0, taken - ((Int128)passed * limit.Requests));
        }

        private void ChangeTo(RateLimit current, long frequency)
        {
            var cost = CostOf(current, frequency);
            if (limit is not null) taken = Int128.Min(taken * cost / CostOf(limit, frequency), cost * current.Requests);
            limit = current;
        }
    }
}
