using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Changes;

/// <summary>What is held in memory to verify credentials quickly, and for how long it is trusted: the settings <c>Verification__…</c>.</summary>
public sealed class VerificationOptions
{
    public const string Section = "Verification";

    /// <summary>
    /// How long after a revocation was answered any instance may still accept the credential. The changes are read twice in this time while
    /// there are requests; with 0 nothing is held, and each request reads its two rows.
    /// </summary>
    /// <value>00:00:00 to 00:00:30; 00:00:01 unless set.</value>
    [AllowedRange("00:00:00", "00:00:30")]
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many API users and custom services are held, how many operators and how many sessions; beyond, those longest out of use go.</summary>
    /// <value>1,000 to 10,000,000; 200,000 unless set, which is about 200 MB when there are as many.</value>
    [AllowedRange(1_000, 10_000_000)]
    public int MaxRows { get; set; } = 200_000;

    /// <summary>How many rows are read at once; another 1,000 wait, and beyond that a request is answered 503.</summary>
    /// <value>1 to 10,000; 64 unless set.</value>
    [AllowedRange(1, 10_000)]
    public int MaxReads { get; set; } = 64;
}

[OptionsValidator]
internal sealed partial class VerificationOptionsValidator : IValidateOptions<VerificationOptions>;
