using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Changes;

/// <summary>
/// What is cached to verify credentials quickly and for how long, and how <c>/verify</c> responds: the settings <c>Verification__…</c>.
/// </summary>
public sealed class VerificationOptions
{
    public const string Section = "Verification";

    /// <summary>
    /// How long after the response to a revocation any instance may still accept the credential. While there are requests, the changes
    /// feed is read twice in this time. With 0 nothing is cached, and each request reads its two rows.
    /// </summary>
    /// <value>00:00:00 to 00:00:30; 00:00:01 by default.</value>
    [AllowedRange("00:00:00", "00:00:30")]
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The maximum number of cached rows of each kind: API users with custom services, operators, and sessions. The least recently
    /// used rows are evicted first.
    /// </summary>
    /// <value>1,000 to 10,000,000; 200,000 by default, which take about 200 MB.</value>
    [AllowedRange(1_000, 10_000_000)]
    public int MaxRows { get; set; } = 200_000;

    /// <summary>The maximum number of concurrent row reads. Another 1,000 wait; a request beyond them fails with 503.</summary>
    /// <value>1 to 10,000; 64 by default.</value>
    [AllowedRange(1, 10_000)]
    public int MaxReads { get; set; } = 64;

    /// <summary>The status of <c>/verify</c> for valid credentials. Envoy accepts only 200; nginx, Caddy and Traefik accept both.</summary>
    /// <value>200 or 204; 200 by default.</value>
    [AllowedNumbers(200, 204)]
    public int SuccessStatus { get; set; } = 200;
}

[OptionsValidator]
internal sealed partial class VerificationOptionsValidator : IValidateOptions<VerificationOptions>;
