using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Verification;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.RateLimits;

/// <summary>
/// Holds each API user to its own limit, or to that of the settings, on this instance: what asks no storage costs a request nothing. Whose
/// network the request came from does not matter: behind a gateway's address are all of its callers.
/// </summary>
public sealed class LimitApiUser(TimeProvider clock, IOptions<RateLimitsOptions> options, IOptions<VerificationOptions> verification)
{
    private readonly RateLimit? usual = options.Value.Default;
    private readonly RateLimiter<AccountId> limiter = new(clock, verification.Value.MaxRows);

    /// <summary>Takes one request of an API user whose credentials were verified.</summary>
    /// <returns>Null where it has no limit.</returns>
    public RateLimitState? Take(Caller caller) =>
        (caller.RateLimit ?? usual) is { } limit && caller.ApiUser is { } apiUser ? limiter.Take(apiUser, limit) : null;

    /// <summary>What one is told that came too soon.</summary>
    public static Error Exceeded(RateLimitState state) => new(
        ErrorKind.TooManyRequests, "rate_limited", $"The API user may make {state.Limit}: try again in {state.SecondsToNext} s.")
    {
        RetryAfter = TimeSpan.FromSeconds(state.SecondsToNext),
    };
}
