using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Testing.InMemory;

/// <summary>A queue in memory that keeps what is sent.</summary>
internal sealed class InMemoryDeletedOperators : IDeletedOperators
{
    private readonly Lock gate = new();
    private readonly List<AccountId> sent = [];

    public IReadOnlyList<AccountId> Sent
    {
        get
        {
            lock (gate) return [.. sent];
        }
    }

    public Task SendAsync(AccountId operatorId, CancellationToken cancellationToken)
    {
        lock (gate) sent.Add(operatorId);
        return Task.CompletedTask;
    }
}
