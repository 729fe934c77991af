namespace ApiAccounts.Core.Tokens;

/// <summary>Stores sessions. A session that ended is deleted.</summary>
public interface ISessionStore
{
    /// <returns>Null if there is none with exactly this id.</returns>
    Task<Versioned<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Lists the sessions of exactly one operator, including those of its API users and expired ones, in any order.</summary>
    IAsyncEnumerable<Session> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);

    Task AddAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Writes the next generation of the refresh token.</summary>
    /// <returns>False if the session has changed since it was read, or was deleted.</returns>
    Task<bool> RotateAsync(Versioned<Session> rotated, CancellationToken cancellationToken);

    /// <summary>Records a use of a session's cookie and changes nothing else. Does nothing if the session does not exist.</summary>
    Task RecordUseAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Deletes a session in any state. Does nothing if it does not exist.</summary>
    Task DeleteAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Deletes some sessions of an operator and its API users that had expired at a time.</summary>
    /// <returns>The number of deleted sessions, at most 100.</returns>
    Task<int> PurgeExpiredAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Deletes all sessions of a deleted operator and its API users. Concurrent calls are safe.</summary>
    /// <returns>The number of deleted sessions.</returns>
    Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken);
}
