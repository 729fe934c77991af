namespace ApiAccounts.Core.RateLimits;

/// <summary>The state of a limit after a request.</summary>
/// <param name="IsExceeded">Whether the request was refused. It then consumed no permit.</param>
/// <param name="Remaining">The number of available permits.</param>
/// <param name="SecondsToNext">The time until one more permit is available: whole seconds, rounded up, at least 1.</param>
public readonly record struct RateLimitState(RateLimit Limit, bool IsExceeded, int Remaining, int SecondsToNext);
