namespace ApiAccounts.Core.Usage;

/// <summary>The start of usage tracking: the settings <c>LastUsed__…</c>.</summary>
public sealed class LastUsedOptions
{
    public const string Section = "LastUsed";

    /// <summary>An API user created before this time without a recorded use has an unknown last use.</summary>
    /// <value>A time such as 2026-01-31T00:00:00Z; long ago by default, so that no last use is unknown.</value>
    public DateTimeOffset TrackedSince { get; set; } = DateTimeOffset.UnixEpoch;
}
