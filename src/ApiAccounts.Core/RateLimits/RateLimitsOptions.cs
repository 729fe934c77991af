using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.RateLimits;

/// <summary>How often an API user may call this instance: the settings <c>RateLimits__…</c>.</summary>
public sealed class RateLimitsOptions
{
    public const string Section = "RateLimits";

    /// <summary>The most requests at once of an API user that has no limit of its own; 0 for no limit.</summary>
    /// <value>0 to 1,000,000; 0 unless set.</value>
    [AllowedRange(0, RateLimit.MaxRequests)]
    public int Requests { get; set; }

    /// <summary>How many seconds it takes until it may make as many again.</summary>
    /// <value>1 to 86,400; 60 unless set.</value>
    [AllowedRange(1, RateLimit.MaxSeconds)]
    public int Seconds { get; set; } = 60;

    /// <summary>What <c>/verify</c> answers when a limit is exceeded: nginx takes only 401 and 403 for a refusal.</summary>
    /// <value>401, 403 or 429; 429 unless set.</value>
    [AllowedNumbers(401, 403, 429)]
    public int VerifyStatus { get; set; } = 429;

    /// <summary>Null where there is none.</summary>
    internal RateLimit? Default => Requests == 0 ? null : new(Requests, Seconds);
}

[OptionsValidator]
internal sealed partial class RateLimitsOptionsValidator : IValidateOptions<RateLimitsOptions>;
