using ApiAccounts.Core.Idempotency;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Requests with idempotency keys, in memory.</summary>
internal sealed class InMemoryIdempotencyStore : IIdempotencyStore
{
    private readonly Lock gate = new();
    private readonly VersionedRows<string, IdempotentRequest> requests = new();

    public Task<Versioned<IdempotentRequest>?> FindAsync(string key, CancellationToken cancellationToken) => Do(() => requests.Find(key));

    public Task<bool> WriteAsync(
        string key, IdempotentRequest request, Versioned<IdempotentRequest>? replaced, CancellationToken cancellationToken) => Do(() =>
        replaced is null ? requests.TryAdd(key, request) : requests.TryReplace(key, request, replaced.Version));

    public Task RemoveAsync(string key, CancellationToken cancellationToken) => Do(() =>
        requests.Find(key) is { } found && requests.TryRemove(key, found.Version));

    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) => Do(() =>
        requests.Keyed.Where(row => row.Value.Value.BeganAt < before).ToList().Count(
            row => requests.TryRemove(row.Key, row.Value.Version)));

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
