namespace ApiAccounts.Core.Deadlines;

/// <summary>Keeps when something may end, of all partners. A row too many does no harm.</summary>
public interface IDeadlineStore
{
    /// <summary>Adding one again changes nothing.</summary>
    Task AddAsync(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>Those of a kind up to a time, that one included, in any order.</summary>
    IAsyncEnumerable<Deadline> ListAsync(DeadlineKind kind, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Does nothing when it is gone.</summary>
    Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken);
}
