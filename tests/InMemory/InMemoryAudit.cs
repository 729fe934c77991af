using ApiAccounts.Core.Audit;

namespace ApiAccounts.Testing.InMemory;

/// <summary>What was changed in the other stores in memory, and what was told beside that.</summary>
internal sealed class InMemoryAudit : IAuditStore, IAuditTrail
{
    private readonly Lock gate = new();
    private readonly List<AuditEntry> entries = [];

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!entries.Exists(added => added.Key == entry.Key)) entries.Add(entry);
        }
        return Task.CompletedTask;
    }

    public Task PretendAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps an entry if what it tells was done.</summary>
    /// <returns>Whether it was.</returns>
    public bool Add(AuditEntry entry, bool isDone)
    {
        if (!isDone) return false;
        lock (gate) entries.Add(entry);
        return true;
    }

    public Task<IReadOnlyList<AuditEntry>> ReadDirectoryAsync(uint pid, AuditQuery query, int max, CancellationToken cancellationToken) =>
        Find(entry => !entry.Subject.IsInBucket && entry.Subject.Pid == pid, query, max);

    public Task<IReadOnlyList<AuditEntry>> ReadBucketAsync(
        uint pid, int bucket, AuditQuery query, int max, CancellationToken cancellationToken) =>
        Find(entry => entry.Subject.IsInBucket && entry.Subject.Pid == pid && entry.Subject.Bucket == bucket, query, max);

    private Task<IReadOnlyList<AuditEntry>> Find(Func<AuditEntry, bool> isThere, AuditQuery query, int max)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<AuditEntry>>(
            [
                .. entries.Where(isThere).Where(query.Matches)
                    .Where(entry => query.After is null || string.CompareOrdinal(entry.Key, query.After) > 0)
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(max),
            ]);
        }
    }
}
