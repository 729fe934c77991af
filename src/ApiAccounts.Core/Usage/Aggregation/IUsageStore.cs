namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// Stores the usage of API users, of custom services, and of operators that act themselves, with markers of the sections of messages that
/// it includes. The first two have it in their rows. The usage of an operator has a row of its own, which its first use creates.
/// </summary>
public interface IUsageStore
{
    /// <summary>The maximum number of rows in one call.</summary>
    const int MaxRows = 100;

    /// <summary>The maximum number of bytes in one call, by <see cref="UsageUpdate.Bytes"/>.</summary>
    const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The maximum number of bytes of encoded counts in a property, far more than valid usage takes. With it, the updates of the largest
    /// section are less than <see cref="MaxBytes"/>, so that a section never needs to be divided.
    /// </summary>
    const int MaxCountBytes = 16 * 1024;

    /// <summary>The version of the usage of an existing operator that has no row yet. Its first update creates the row.</summary>
    const string NoRow = "";

    /// <summary>Returns the usage of the existing accounts, also of operators that have not been used: <see cref="NoRow"/>.</summary>
    /// <exception cref="UnusableUsageException">Some rows cannot be read. Without them, the call succeeds.</exception>
    /// <exception cref="StorageUnavailableException"/>
    Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken);

    /// <summary>Writes usage and markers, in one transaction.</summary>
    /// <param name="markers">The sections included in the updates. With the updates at most <see cref="MaxRows"/>.</param>
    /// <exception cref="UnusableUsageException">Some rows cannot be written. Nothing was. Without them, the call may succeed.</exception>
    /// <exception cref="StorageUnavailableException"/>
    Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates, CancellationToken cancellationToken);

    /// <summary>Whether a section was applied before.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task<bool> IsAppliedAsync(int bucket, SectionMarker marker, CancellationToken cancellationToken);

    /// <summary>Deletes the row of a deleted operator's own usage, if there is one.</summary>
    Task PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    /// <summary>Deletes the markers of messages sent before an hour.</summary>
    /// <returns>The number of deleted markers.</returns>
    Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken);
}

/// <summary>Marks a section of a message as applied.</summary>
public readonly record struct SectionMarker(UtcHour SentIn, string MessageId, int Section);

/// <summary>The whole usage of an API user, to write if it has not changed since it was read.</summary>
public readonly record struct UsageUpdate(AccountId Id, string Version, AccountUsage Usage)
{
    /// <summary>The size of its key, headers and small properties.</summary>
    private const int EnvelopeBytes = 1024;

    /// <summary>Its size in a call, as an upper bound: counts are sent in base64.</summary>
    public int Bytes => EnvelopeBytes + (Usage.Hours.Length + Usage.Errors.Length + Usage.OtherErrors.Length + 6) * 4 / 3;
}

/// <summary>The outcome of a write.</summary>
public readonly record struct UsageOutcome
{
    /// <summary>Whether everything was written.</summary>
    public bool IsApplied => Versions is not null;

    /// <summary>The index of a marker that existed already; null if the rows had changed or were deleted.</summary>
    public int? AppliedBefore { get; private init; }

    /// <summary>The new version of each written row, in the order of the updates; null where the storage does not return it.</summary>
    public IReadOnlyList<string?>? Versions { get; private init; }

    public static UsageOutcome RowsChanged { get; }

    public static UsageOutcome Applied(IReadOnlyList<string?> versions) => new() { Versions = versions };

    public static UsageOutcome SectionAppliedBefore(int marker) => new() { AppliedBefore = marker };
}
