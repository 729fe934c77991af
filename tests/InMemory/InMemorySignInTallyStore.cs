using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Testing.InMemory;

/// <summary>How sign-ins went, in memory.</summary>
internal sealed class InMemorySignInTallyStore : ISignInTallyStore
{
    private readonly Lock gate = new();
    private readonly VersionedRows<string, SignInTally> tallies = new();

    public Task<Versioned<SignInTally>?> FindAsync(string loginKey, CancellationToken cancellationToken) =>
        Do(() => tallies.Find(loginKey));

    public Task<bool> WriteAsync(
        string loginKey, SignInTally tally, Versioned<SignInTally>? replaced, CancellationToken cancellationToken) => Do(() =>
        replaced is null ? tallies.TryAdd(loginKey, tally) : tallies.TryReplace(loginKey, tally, replaced.Version));

    public Task RemoveAsync(string loginKey, CancellationToken cancellationToken) => Do(() =>
        tallies.Find(loginKey) is { } found && tallies.TryRemove(loginKey, found.Version));

    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) => Do(() =>
        tallies.Keyed.Where(row => row.Value.Value.LastBegan < before).ToList().Count(
            row => tallies.TryRemove(row.Key, row.Value.Version)));

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
