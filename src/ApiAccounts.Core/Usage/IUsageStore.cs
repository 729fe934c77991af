using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Usage;

/// <summary>Keeps the usage of API users, and which sections of which messages it holds already.</summary>
public interface IUsageStore
{
    /// <summary>How many rows one call may write.</summary>
    const int MaxRows = 100;

    /// <summary>The usage of those that exist.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task<IReadOnlyDictionary<AccountId, Stored<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken);

    /// <summary>Writes usage and markers, all or none.</summary>
    /// <param name="markers">The sections that the updates hold; with the updates at most <see cref="MaxRows"/>.</param>
    /// <exception cref="StorageUnavailableException"/>
    Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates, CancellationToken cancellationToken);

    /// <summary>Removes the markers of messages sent before an hour.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken);
}

/// <summary>That a section of a message has been applied.</summary>
public readonly record struct SectionMarker(UtcHour SentIn, string MessageId, int Section);

/// <summary>The whole usage of an API user, to be written if it has not changed since it was read.</summary>
public readonly record struct UsageUpdate(AccountId Id, string Version, AccountUsage Usage);

/// <summary>What became of a write.</summary>
/// <param name="IsApplied">It was done, all of it.</param>
/// <param name="AppliedBefore">The index of a marker that was there already; null when the rows had changed or gone.</param>
public readonly record struct UsageOutcome(bool IsApplied, int? AppliedBefore)
{
    public static UsageOutcome Applied { get; } = new(true, null);

    public static UsageOutcome RowsChanged { get; } = new(false, null);

    public static UsageOutcome SectionAppliedBefore(int marker) => new(false, marker);
}
