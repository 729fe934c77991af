using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.RateLimits;

/// <summary>
/// The rate limit of API users, and of operators that signed in themselves, on this instance: the settings <c>RateLimits__…</c>.
/// </summary>
public sealed class RateLimitsOptions
{
    public const string Section = "RateLimits";

    /// <summary>
    /// The maximum burst of requests of an API user that has no limit of its own, and of an operator itself; 0 for no limit.
    /// </summary>
    /// <value>0 to 1,000,000; 0 by default.</value>
    [AllowedRange(0, RateLimit.MaxRequests)]
    public int Requests { get; set; }

    /// <summary>The number of seconds in which the full burst becomes available again.</summary>
    /// <value>1 to 86,400; 60 by default.</value>
    [AllowedRange(1, RateLimit.MaxSeconds)]
    public int Seconds { get; set; } = 60;

    /// <summary>The status of <c>/verify</c> when a limit is exceeded. nginx accepts only 401 and 403 as a refusal.</summary>
    /// <value>401, 403 or 429; 429 by default.</value>
    [AllowedNumbers(401, 403, 429)]
    public int VerifyStatus { get; set; } = 429;

    /// <summary>Null if there is no limit.</summary>
    internal RateLimit? Default => Requests == 0 ? null : new(Requests, Seconds);
}

[OptionsValidator]
internal sealed partial class RateLimitsOptionsValidator : IValidateOptions<RateLimitsOptions>;
