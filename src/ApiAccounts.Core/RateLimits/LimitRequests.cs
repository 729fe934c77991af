using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.RateLimits;

/// <summary>
/// Limits each API user to its own limit or to that of the settings, each operator that signed in itself to that of the settings for API
/// users, and each custom service to that of the settings, on this instance. It needs no storage, so it costs a request nothing. The
/// network address does not matter: a gateway's address is shared by all its callers.
/// </summary>
public sealed class LimitRequests(
    TimeProvider clock,
    IOptions<RateLimitsOptions> options,
    IOptions<CustomServicesOptions> services,
    IOptions<VerificationOptions> verification)
{
    private readonly RateLimit? ofApiUsers = options.Value.Default;
    private readonly RateLimit? ofServices = services.Value.RateLimit;
    private readonly RateLimiter<AccountId> limiter = new(clock, verification.Value.MaxRows);

    /// <summary>Takes one permit of a caller whose credentials were verified.</summary>
    /// <returns>Null if it has no limit.</returns>
    public RateLimitState? Take(Caller caller) =>
        (caller.IsCustomService ? ofServices : caller.RateLimit ?? ofApiUsers) is { } limit ? limiter.Take(caller.Actor, limit) : null;

    /// <summary>Returns the error for a request over the limit.</summary>
    public static Error Exceeded(Caller caller, RateLimitState state) => new(
        ErrorKind.TooManyRequests,
        "rate_limited",
        $"The {WordFor(caller)} may make {state.Limit}. Try again in {state.SecondsToNext} s.")
    {
        RetryAfter = TimeSpan.FromSeconds(state.SecondsToNext),
        Account = caller.Actor,
    };

    private static string WordFor(Caller caller) => caller.Actor.Kind switch
    {
        AccountKind.CustomService => "custom service",
        AccountKind.Operator => "operator",
        _ => "API user",
    };
}
