using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A store of sessions that counts its reads and writes, and can let others go first.</summary>
internal sealed class WatchedSessionStore(ISessionStore inner) : ISessionStore
{
    private int reads;
    private int writes;

    public int Reads => reads;

    public int Writes => writes;

    /// <summary>What someone else does just before the next rotation, once.</summary>
    public Func<Task>? BeforeRotation { get; set; }

    /// <summary>Whether the answer to the next rotation is lost: it is done, and told as a conflict.</summary>
    public bool LosesNextRotation { get; set; }

    public Task<Stored<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return inner.FindAsync(id, cancellationToken);
    }

    public Task AddAsync(Session session, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        return inner.AddAsync(session, cancellationToken);
    }

    public async Task<bool> RotateAsync(Stored<Session> rotated, CancellationToken cancellationToken)
    {
        if (BeforeRotation is { } before)
        {
            BeforeRotation = null;
            await before();
        }
        Interlocked.Increment(ref writes);
        var isDone = await inner.RotateAsync(rotated, cancellationToken);
        if (!LosesNextRotation) return isDone;
        LosesNextRotation = false;
        return false;
    }

    public Task EndAsync(AccountId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        return inner.EndAsync(id, cancellationToken);
    }

    public Task<int> PurgeEndedAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken) =>
        inner.PurgeEndedAsync(operatorId, time, cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        inner.PurgeOfOperatorAsync(operatorId, cancellationToken);
}
