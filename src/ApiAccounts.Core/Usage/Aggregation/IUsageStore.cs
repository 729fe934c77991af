using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>Keeps the usage of API users, and which sections of which messages it holds already.</summary>
public interface IUsageStore
{
    /// <summary>How many rows one call may write.</summary>
    const int MaxRows = 100;

    /// <summary>How many bytes one call may write, by <see cref="UsageUpdate.Bytes"/>.</summary>
    const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The usage of those that exist.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(
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
public readonly record struct UsageUpdate(AccountId Id, string Version, AccountUsage Usage)
{
    /// <summary>Of its key, its headers and its small properties.</summary>
    private const int EnvelopeBytes = 1024;

    /// <summary>What it takes of a call, not less: counts are sent in base64.</summary>
    public int Bytes => EnvelopeBytes + (Usage.Hours.Length + Usage.Errors.Length + 4) * 4 / 3;
}

/// <summary>What became of a write.</summary>
public readonly record struct UsageOutcome
{
    /// <summary>It was done, all of it.</summary>
    public bool IsApplied => Versions is not null;

    /// <summary>The index of a marker that was there already; null when the rows had changed or gone.</summary>
    public int? AppliedBefore { get; private init; }

    /// <summary>The new version of each row that was written, in the order of the updates; null where the storage does not tell it.</summary>
    public IReadOnlyList<string?>? Versions { get; private init; }

    public static UsageOutcome RowsChanged { get; }

    public static UsageOutcome Applied(IReadOnlyList<string?> versions) => new() { Versions = versions };

    public static UsageOutcome SectionAppliedBefore(int marker) => new() { AppliedBefore = marker };
}
