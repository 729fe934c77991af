using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Tallies of mails, in memory.</summary>
internal sealed class InMemoryMailTallyStore : IMailTallyStore
{
    private readonly Lock gate = new();
    private readonly VersionedRows<string, MailTally> tallies = new();

    public Task<Versioned<MailTally>?> FindAsync(string key, CancellationToken cancellationToken) => Do(() => tallies.Find(key));

    public Task<bool> WriteAsync(
        string key, MailTally tally, Versioned<MailTally>? replaced, CancellationToken cancellationToken) => Do(() =>
        replaced is null ? tallies.TryAdd(key, tally) : tallies.TryReplace(key, tally, replaced.Version));

    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) => Do(() =>
        tallies.Keyed.Where(row => row.Value.Value.Times.All(time => time < before)).ToList().Count(
            row => tallies.TryRemove(row.Key, row.Value.Version)));

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
