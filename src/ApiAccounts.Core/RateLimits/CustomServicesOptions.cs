using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.RateLimits;

/// <summary>How much a custom service may call: the settings <c>CustomServices__…</c>.</summary>
public sealed class CustomServicesOptions
{
    public const string Section = "CustomServices";

    /// <summary>The most calls at once of one service on one instance; 0 for no limit.</summary>
    /// <value>0 to 1,000,000; 100 unless set.</value>
    [AllowedRange(0, RateLimit.MaxRequests)]
    public int Requests { get; set; } = 100;

    /// <summary>How many seconds it takes until it may make as many again.</summary>
    /// <value>1 to 86,400; 20 unless set.</value>
    [AllowedRange(1, RateLimit.MaxSeconds)]
    public int Seconds { get; set; } = 20;

    /// <summary>The most calls of one service in a day of UTC, on all instances together; 0 for no limit.</summary>
    /// <value>0 to 1,000,000,000; 50,000 unless set.</value>
    [AllowedRange(0, 1_000_000_000)]
    public int DailyQuota { get; set; } = 50_000;

    /// <summary>How many calls of one service to the Marketo dialect may run at the same time on one instance; 0 for no limit.</summary>
    /// <value>0 to 10,000; 10 unless set.</value>
    [AllowedRange(0, 10_000)]
    public int MaxConcurrentCalls { get; set; } = 10;

    /// <summary>Null where there is none.</summary>
    internal RateLimit? RateLimit => Requests == 0 ? null : new(Requests, Seconds);
}

[OptionsValidator]
internal sealed partial class CustomServicesOptionsValidator : IValidateOptions<CustomServicesOptions>;
