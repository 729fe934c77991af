using System.Collections.Concurrent;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Testing.InMemory;

/// <summary>The check values of keys in memory.</summary>
internal sealed class InMemoryKeyCheckStore : IKeyCheckStore
{
    private readonly ConcurrentDictionary<string, string> values = [];

    public Task<string> RecordAsync(string setting, string checkValue, CancellationToken cancellationToken) =>
        Task.FromResult(values.GetOrAdd(setting, checkValue));
}
