using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Deadlines, in the table Deadlines.</summary>
internal sealed class TableDeadlineStore(AccountTables tables) : IDeadlineStore
{
    public Task AddAsync(Deadline deadline, CancellationToken cancellationToken) =>
        tables.Deadlines.TryAddAsync(DeadlineRow.Write(deadline), cancellationToken);

    public IAsyncEnumerable<Deadline> ListAsync(DeadlineKind kind, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var range = DeadlinesKeys.Until(kind, until);
        return DeadlinesKeys.All.ToAsyncEnumerable()
            .SelectMany(partition =>
                tables.Deadlines.QueryAsync<TableEntity>(range.FilterIn(partition), cancellationToken: cancellationToken))
            .Select(DeadlineRow.Read);
    }

    public Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken) =>
        tables.Deadlines.DeleteEntityAsync(
            DeadlinesKeys.PartitionOf(deadline.Id), DeadlinesKeys.Deadline(deadline), ETag.All, cancellationToken);
}
