namespace ApiAccounts.Core.Usage;

/// <summary>The displayed state of an API user's last use.</summary>
public enum LastUsedStatus
{
    /// <summary>It was created before usage tracking and has no recorded use.</summary>
    Unknown,

    NotYetUsed,
    Used,
}

/// <param name="At">Only with <see cref="LastUsedStatus.Used"/>.</param>
public readonly record struct LastUsed(LastUsedStatus Status, DateTimeOffset? At)
{
    /// <param name="trackedSince">See <see cref="LastUsedOptions.TrackedSince"/>.</param>
    public static LastUsed Of(AccountUsage usage, DateTimeOffset createdAt, DateTimeOffset trackedSince) =>
        Of(usage.LastUsed, createdAt, trackedSince);

    /// <param name="lastUsed">Null if there is no recorded use.</param>
    /// <inheritdoc cref="Of(AccountUsage, DateTimeOffset, DateTimeOffset)"/>
    public static LastUsed Of(DateTimeOffset? lastUsed, DateTimeOffset createdAt, DateTimeOffset trackedSince) => lastUsed switch
    {
        { } time => new(LastUsedStatus.Used, time),
        null when createdAt < trackedSince => new(LastUsedStatus.Unknown, null),
        null => new(LastUsedStatus.NotYetUsed, null),
    };
}
