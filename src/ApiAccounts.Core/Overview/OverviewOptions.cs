using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Overview;

/// <summary>What is cached to display the overview quickly: the settings <c>Overview__…</c>.</summary>
public sealed class OverviewOptions
{
    public const string Section = "Overview";

    /// <summary>
    /// The maximum number of cached API users and operators, of all partners together. The least recently requested partner is evicted
    /// first. A partner with more than this is read for each request. With 0 nothing is cached.
    /// </summary>
    /// <value>0 to 10,000,000; 500,000 by default, which take about 200 MB.</value>
    [AllowedRange(0, 10_000_000)]
    public int MaxRows { get; set; } = 500_000;

    /// <summary>The maximum number of partners read concurrently. Others wait.</summary>
    /// <value>1 to 100; 2 by default.</value>
    [AllowedRange(1, 100)]
    public int MaxScans { get; set; } = 2;
}

[OptionsValidator]
internal sealed partial class OverviewOptionsValidator : IValidateOptions<OverviewOptions>;
