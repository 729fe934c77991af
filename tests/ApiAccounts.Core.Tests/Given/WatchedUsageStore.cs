using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A store in which a test can make something happen before and after each write.</summary>
internal sealed class WatchedUsageStore(IUsageStore inner) : IUsageStore
{
    private readonly Lock gate = new();
    private readonly List<(int Markers, int Updates)> writes = [];

    /// <summary>Called with the number of the read, from 1.</summary>
    public Func<int, Task>? BeforeRead { get; set; }

    /// <summary>Called with the number of the write, from 1.</summary>
    public Func<int, Task>? BeforeWrite { get; set; }

    public Func<int, Task>? AfterWrite { get; set; }

    public IReadOnlyList<(int Markers, int Updates)> Writes
    {
        get
        {
            lock (gate) return [.. writes];
        }
    }

    public int Reads { get; private set; }

    /// <summary>Makes every read with it fail as a row that cannot be read does.</summary>
    public AccountId? Unreadable { get; set; }

    /// <summary>A storage that does not say which versions it wrote.</summary>
    public bool HidesVersions { get; set; }

    public async Task<IReadOnlyDictionary<AccountId, Stored<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken)
    {
        Reads++;
        if (BeforeRead is not null) await BeforeRead(Reads);
        if (Unreadable is { } unreadable && ids.Contains(unreadable)) throw new InvalidDataException("A row that cannot be read.");
        return await inner.ReadAsync(bucket, ids, cancellationToken);
    }

    public async Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates, CancellationToken cancellationToken)
    {
        int number;
        lock (gate)
        {
            writes.Add((markers.Count, updates.Count));
            number = writes.Count;
        }
        if (BeforeWrite is not null) await BeforeWrite(number);
        var outcome = await inner.ApplyAsync(bucket, markers, updates, cancellationToken);
        if (AfterWrite is not null) await AfterWrite(number);
        return HidesVersions && outcome.IsApplied ? UsageOutcome.Applied([.. updates.Select(_ => (string?)null)]) : outcome;
    }

    public Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken) =>
        inner.PurgeMarkersAsync(bucket, before, cancellationToken);
}
