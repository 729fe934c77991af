using System.Diagnostics.CodeAnalysis;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// The rows that the aggregator wrote last, as they are now unless somebody else wrote them since, so that the next write needs no read.
/// When the younger half is full the older is forgotten; what is asked for becomes young again. The limit is 80 MiB, of which a quiet row
/// takes about 400 bytes and one that was used in each of the last 720 hours about 2 KiB: half of it holds 100,000 quiet rows, or 18,000 busy
/// ones, always.
/// </summary>
internal sealed class RememberedUsage(long maxBytes = RememberedUsage.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 80 * 1024 * 1024;

    /// <summary>Of a row without its counts: the entry, three small objects and the version, which is an ETag of some 50 characters.</summary>
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

    public void Keep(AccountId id, Versioned<AccountUsage> row)
    {
        lock (gate)
        {
            Remove(id);
            Add(id, row);
        }
    }

    public void Forget(AccountId id)
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

    private static int BytesOf(Versioned<AccountUsage> row) => RowBytes + row.Value.Hours.Length + row.Value.Errors.Length;
}
