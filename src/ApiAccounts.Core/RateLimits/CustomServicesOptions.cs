using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.RateLimits;

/// <summary>The limits of a custom service: the settings <c>CustomServices__…</c>.</summary>
public sealed class CustomServicesOptions
{
    public const string Section = "CustomServices";

    /// <summary>The maximum burst of calls of one service on one instance; 0 for no limit.</summary>
    /// <value>0 to 1,000,000; 100 by default.</value>
    [AllowedRange(0, RateLimit.MaxRequests)]
    public int Requests { get; set; } = 100;

    /// <summary>The number of seconds in which the full burst becomes available again.</summary>
    /// <value>1 to 86,400; 20 by default.</value>
    [AllowedRange(1, RateLimit.MaxSeconds)]
    public int Seconds { get; set; } = 20;

    /// <summary>The maximum number of calls of one service in a UTC day, on all instances together; 0 for no limit.</summary>
    /// <value>0 to 1,000,000,000; 50,000 by default.</value>
    [AllowedRange(0, 1_000_000_000)]
    public int DailyQuota { get; set; } = 50_000;

    /// <summary>The maximum number of concurrent Marketo dialect calls of one service on one instance; 0 for no limit.</summary>
    /// <value>0 to 10,000; 10 by default.</value>
    [AllowedRange(0, 10_000)]
    public int MaxConcurrentCalls { get; set; } = 10;

    /// <summary>Null if there is no limit.</summary>
    internal RateLimit? RateLimit => Requests == 0 ? null : new(Requests, Seconds);
}

[OptionsValidator]
internal sealed partial class CustomServicesOptionsValidator : IValidateOptions<CustomServicesOptions>;
