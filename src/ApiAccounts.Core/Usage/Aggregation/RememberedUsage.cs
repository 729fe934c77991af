using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// Caches the rows that the aggregator wrote last, so that the next write needs no read unless another writer changed them.
/// When the young half is full, it becomes the old half, which is evicted. A requested row becomes young again. The limit is 80 MiB.
/// A quiet row takes about 400 bytes, and one used in each of the last 720 hours about 2 KiB. Half of the limit therefore always
/// has room for 100,000 quiet or 18,000 busy rows.
/// </summary>
internal sealed class RememberedUsage(long maxBytes = RememberedUsage.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 80 * 1024 * 1024;

    /// <summary>The size of a row without its counts: the entry, three small objects and the ETag of about 50 characters.</summary>
    private const int RowBytes = 360;

    private readonly Lock gate = new();
    private Dictionary<AccountId, Versioned<AccountUsage>> young = [];
    private Dictionary<AccountId, Versioned<AccountUsage>> old = [];
    private long youngBytes;

    public bool TryGet(AccountId id, [MaybeNullWhen(false)] out Versioned<AccountUsage> row)
    {
        lock (gate)
        {
            if (young.TryGetValue(id, out row)) return true;
            if (!old.Remove(id, out row)) return false;
            Add(id, row);
            return true;
        }
    }

    public void Cache(AccountId id, Versioned<AccountUsage> row)
    {
        lock (gate)
        {
            Remove(id);
            Add(id, row);
        }
    }

    public void Evict(AccountId id)
    {
        lock (gate) Remove(id);
    }

    private void Add(AccountId id, Versioned<AccountUsage> row)
    {
        young[id] = row;
        youngBytes += BytesOf(row);
        if (youngBytes <= maxBytes / 2) return;
        (old, young, youngBytes) = (young, [], 0);
    }

    private void Remove(AccountId id)
    {
        if (young.Remove(id, out var row)) youngBytes -= BytesOf(row);
        old.Remove(id);
    }

    private static int BytesOf(Versioned<AccountUsage> row) =>
        RowBytes + row.Value.Hours.Length + row.Value.Errors.Length
        + row.Value.OtherErrors.Length - SparseCounts.Empty.Length;
}
