using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Changes in memory, whose reads are counted and can be held up or made to fail.</summary>
internal sealed class WatchedChangeStore(TimeProvider clock) : IChangeStore
{
    private readonly InMemoryChangeStore inner = new(clock);
    private int reads;

    public int Reads => Volatile.Read(ref reads);

    /// <summary>What every read waits for from now on; it may throw.</summary>
    public Func<Task> BeforeReads { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether announcements are lost from now on.</summary>
    public bool IsDeaf { get; set; }

    public Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken) =>
        IsDeaf ? Task.CompletedTask : inner.AddAsync(ids, cancellationToken);

    public async Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        await BeforeReads();
        return await inner.ReadAsync(window, cancellationToken);
    }

    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken) => inner.PurgeAsync(age, cancellationToken);
}
