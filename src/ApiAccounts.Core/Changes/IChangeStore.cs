namespace ApiAccounts.Core.Changes;

/// <summary>Stores, for a short time, which credentials and operators are about to change. Uses the clock of the storage.</summary>
public interface IChangeStore
{
    /// <summary>Adds an announcement. Once it returns, every later read includes the announcement.</summary>
    Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken);

    /// <summary>Returns the announcements of the last <paramref name="window"/>, in any order.</summary>
    Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Deletes older announcements. Concurrent calls are safe.</summary>
    /// <returns>The number of deleted announcements.</returns>
    Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken);
}

/// <summary>Announces that API users or operators are about to change.</summary>
/// <param name="Key">Unique.</param>
public sealed record Change(string Key, IReadOnlyList<AccountId> Ids);
