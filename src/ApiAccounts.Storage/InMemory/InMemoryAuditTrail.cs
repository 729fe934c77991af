using ApiAccounts.Core.Audit;

namespace ApiAccounts.Storage.InMemory;

/// <summary>Audit entries in memory, in the order they came.</summary>
internal sealed class InMemoryAuditTrail : IAuditTrail
{
    private readonly Lock gate = new();
    private readonly List<AuditEntry> entries = [];

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
}
