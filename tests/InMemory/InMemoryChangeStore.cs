using System.Globalization;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Testing.InMemory;

/// <summary>What is about to change, in memory.</summary>
internal sealed class InMemoryChangeStore(TimeProvider clock) : IChangeStore
{
    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset At, Change Change)> changes = [];
    private int count;

    public Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken)
    {
        lock (gate) changes.Add((clock.GetUtcNow(), new((++count).ToString(CultureInfo.InvariantCulture), ids)));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - window;
        lock (gate) return Task.FromResult<IReadOnlyList<Change>>(
            [.. changes.Where(change => change.At >= since).Select(change => change.Change)]);
    }

    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - age;
        lock (gate) return Task.FromResult(changes.RemoveAll(change => change.At < before));
    }
}
