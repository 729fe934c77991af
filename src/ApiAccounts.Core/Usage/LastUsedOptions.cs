namespace ApiAccounts.Core.Usage;

/// <summary>Since when uses are seen at all: the settings <c>LastUsed__…</c>.</summary>
public sealed class LastUsedOptions
{
    public const string Section = "LastUsed";

    /// <summary>API users created before this time, and not seen used since, are shown as used at an unknown time.</summary>
    /// <value>A time as in 2026-01-31T00:00:00Z; long ago unless set, so that none is unknown.</value>
    public DateTimeOffset TrackedSince { get; set; } = DateTimeOffset.UnixEpoch;
}
