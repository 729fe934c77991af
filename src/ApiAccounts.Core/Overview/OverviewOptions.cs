using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Overview;

/// <summary>What is held in memory to show the overview quickly: the settings <c>Overview__…</c>.</summary>
public sealed class OverviewOptions
{
    public const string Section = "Overview";

    /// <summary>
    /// How many API users and operators are held, of all partners together. Those of the partner that was asked for longest ago go first; a
    /// partner that has more by itself is read for each request. With 0 nothing is held.
    /// </summary>
    /// <value>0 to 10,000,000; 500,000 unless set, which is about 200 MB when there are as many.</value>
    [AllowedRange(0, 10_000_000)]
    public int MaxRows { get; set; } = 500_000;

    /// <summary>How many partners are read at once; others wait.</summary>
    /// <value>1 to 100; 2 unless set.</value>
    [AllowedRange(1, 100)]
    public int MaxScans { get; set; } = 2;
}

[OptionsValidator]
internal sealed partial class OverviewOptionsValidator : IValidateOptions<OverviewOptions>;
