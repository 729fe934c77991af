using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Testing.InMemory;

/// <summary>When something may end, in memory.</summary>
internal sealed class InMemoryDeadlineStore : IDeadlineStore
{
    private readonly Lock gate = new();
    private readonly HashSet<Deadline> deadlines = [];

    public Task AddAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        lock (gate) deadlines.Add(deadline);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<Deadline> ListAsync(DeadlineKind kind, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (gate) return deadlines.Where(deadline => deadline.Kind == kind && deadline.At <= until).ToList().ToAsyncEnumerable();
    }

    public Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        lock (gate) deadlines.Remove(deadline);
        return Task.CompletedTask;
    }
}
