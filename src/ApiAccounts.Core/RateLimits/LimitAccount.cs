using ApiAccounts.Core.Access;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.RateLimits;

/// <summary>
/// Holds each API user to its own limit, or to that of the settings, and each custom service to that of theirs, on this instance: what asks no storage
/// costs a request nothing. Whose network the request came from does not matter: behind a gateway's address are all of its callers.
/// </summary>
public sealed class LimitAccount(
    TimeProvider clock,
    IOptions<RateLimitsOptions> options,
    IOptions<CustomServicesOptions> services,
    IOptions<VerificationOptions> verification)
{
    private readonly RateLimit? ofApiUsers = options.Value.Default;
    private readonly RateLimit? ofServices = services.Value.RateLimit;
    private readonly RateLimiter<AccountId> limiter = new(clock, verification.Value.MaxRows);

    /// <summary>Takes one request of an API user or custom service whose credentials were verified.</summary>
    /// <returns>Null where it has no limit.</returns>
    public RateLimitState? Take(Caller caller) =>
        (caller.IsCustomService ? ofServices : caller.RateLimit ?? ofApiUsers) is { } limit && caller.Account is { } account
            ? limiter.Take(account, limit)
            : null;

    /// <summary>What one is told that came too soon.</summary>
    public static Error Exceeded(Caller caller, RateLimitState state) => new(
        ErrorKind.TooManyRequests,
        "rate_limited",
        $"The {(caller.IsCustomService ? "custom service" : "API user")} may make {state.Limit}: try again in {state.SecondsToNext} s.")
    {
        RetryAfter = TimeSpan.FromSeconds(state.SecondsToNext),
        Account = caller.Account,
    };
}
