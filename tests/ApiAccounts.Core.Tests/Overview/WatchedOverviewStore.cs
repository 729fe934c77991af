using ApiAccounts.Core.Overview;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>A store in which a test can make something happen before and after each read.</summary>
internal sealed class WatchedOverviewStore(IOverviewStore inner) : IOverviewStore
{
    private int reads;

    /// <summary>Those that have begun.</summary>
    public int Reads => Volatile.Read(ref reads);

    public Func<OverviewScan, Task>? Before { get; set; }

    /// <summary>When the rows have been read, and nobody has them yet.</summary>
    public Func<Task>? After { get; set; }

    public async Task<IReadOnlyCollection<OverviewRow>> ReadAsync(OverviewScan scan, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        if (Before is { } before) await before(scan);
        var rows = await inner.ReadAsync(scan, cancellationToken);
        if (After is { } after) await after();
        return rows;
    }
}
