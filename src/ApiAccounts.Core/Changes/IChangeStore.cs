using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Changes;

/// <summary>Keeps, for a short while, which credentials and operators are about to change. Time here is the storage's own.</summary>
public interface IChangeStore
{
    /// <summary>Returns once whoever reads later finds it.</summary>
    Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken);

    /// <summary>Those added within a time until now, in any order.</summary>
    Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Removes those that are older. Doing it twice at once does no harm.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken);
}

/// <summary>That API users or operators are about to change.</summary>
/// <param name="Key">Unlike any other's.</param>
public sealed record Change(string Key, IReadOnlyList<AccountId> Ids);
