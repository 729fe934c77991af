using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tokens;

/// <summary>Keeps sessions. One that has ended is not there.</summary>
public interface ISessionStore
{
    /// <returns>Null where there is none with exactly this id.</returns>
    Task<Versioned<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken);

    Task AddAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Writes the next generation.</summary>
    /// <returns>False when it has changed since it was read, or ended.</returns>
    Task<bool> RotateAsync(Versioned<Session> rotated, CancellationToken cancellationToken);

    /// <summary>Ends it, whatever it is by now; one that is not there is no failure.</summary>
    Task EndAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Removes some of an operator's, and of its API users', whose time was over at a time.</summary>
    /// <returns>How many: at most 100.</returns>
    Task<int> PurgeExpiredAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Removes all of an operator that is gone, and of its API users. Doing it twice at once does no harm.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}
