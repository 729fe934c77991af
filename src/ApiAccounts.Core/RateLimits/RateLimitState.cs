using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.RateLimits;

/// <summary>What a request found of its limit.</summary>
/// <param name="IsExceeded">Whether it came too soon; then it took nothing.</param>
/// <param name="Remaining">How many more would pass now.</param>
/// <param name="SecondsToNext">Until one more is there than remain now: whole seconds, rounded up, at least 1.</param>
public readonly record struct RateLimitState(RateLimit Limit, bool IsExceeded, int Remaining, int SecondsToNext);
