using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Sessions in memory.</summary>
internal sealed class InMemorySessionStore : ISessionStore
{
    private readonly Lock gate = new();
    private readonly VersionedRows<AccountId, Session> sessions = new();

    public Task<Versioned<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken) => Do(() => sessions.Find(id));

    public IAsyncEnumerable<Session> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return sessions.Rows.Select(row => row.Value)
                .Where(session => session.OperatorId == operatorId && session.Id.UserId == operatorId.UserId)
                .ToList().ToAsyncEnumerable();
        }
    }

    public Task AddAsync(Session session, CancellationToken cancellationToken) => Do(() =>
        sessions.TryAdd(session.Id, session) ? true : throw new InvalidOperationException($"The session {session.Id} exists already."));

    public Task<bool> RotateAsync(Versioned<Session> rotated, CancellationToken cancellationToken) => Do(() =>
        sessions.TryReplace(rotated.Value.Id, rotated.Value, rotated.Version));

    public Task RecordUseAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) => Do(() =>
        sessions.Find(id) is { } found && sessions.TryReplace(id, found.Value with { CookieUsedAt = time }, found.Version));

    public Task DeleteAsync(AccountId id, CancellationToken cancellationToken) => Do(() =>
        sessions.Find(id) is { } found && sessions.TryRemove(id, found.Version));

    public Task<int> PurgeExpiredAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken) =>
        Do(() => Purge(operatorId, session => !session.WorksAt(time), most: 100));

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        Do(() => Purge(operatorId, session => session.OperatorId == operatorId, most: int.MaxValue));

    private int Purge(AccountId operatorId, Func<Session, bool> filter, int most) => sessions.Rows
        .Where(
            row => row.Value.Id.Pid == operatorId.Pid && row.Value.Id.UserId == operatorId.UserId && filter(row.Value)).Take(most).ToList()
        .Count(row => sessions.TryRemove(row.Value.Id, row.Version));

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
