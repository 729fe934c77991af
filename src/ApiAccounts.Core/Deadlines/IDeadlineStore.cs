namespace ApiAccounts.Core.Deadlines;

/// <summary>Stores the deadlines of all partners, one an account and kind. A surplus row, after a crash, does no harm.</summary>
public interface IDeadlineStore
{
    /// <summary>Adds a deadline. Adding it again changes nothing.</summary>
    Task AddAsync(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>Lists the deadlines of a kind up to and including a time, in any order.</summary>
    IAsyncEnumerable<Deadline> ListAsync(DeadlineKind kind, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Deletes a deadline. Does nothing if it does not exist.</summary>
    Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken);
}
