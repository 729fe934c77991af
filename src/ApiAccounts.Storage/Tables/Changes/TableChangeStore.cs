using ApiAccounts.Core.Changes;

namespace ApiAccounts.Storage.Tables.Changes;

/// <summary>Announcements of changes, in the table Changes. Keys have the time of the storage, so that every reader finds them.</summary>
internal sealed class TableChangeStore(AccountTables tables, TimeProvider clock) : IChangeStore
{
    /// <summary>How far a key may deviate from the time of the storage; readers look back much further.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    private readonly StorageTime time = new(clock);

    public async Task AddAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken)
    {
        DateTimeOffset at;
        do
        {
            at = time.Now;
            await AddAsync(ChangeRow.Write(at, ids), cancellationToken);
        }
        while ((time.Now - at).Duration() > Tolerance); // the clocks differ, or the call was slow: readers might miss the key
    }

    public async Task<IReadOnlyList<Change>> ReadAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        List<Change> changes;
        DateTimeOffset since;
        do
        {
            since = time.Now - window;
            changes = await ReadAsync(since, cancellationToken);
        }
        while ((time.Now - window - since).Duration() > Tolerance);
        return changes;
    }

    public async Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var probe = await tables.Changes.GetEntityIfExistsAsync<TableEntity>(ChangesKeys.Feed, "0", cancellationToken: cancellationToken);
        time.Update(probe.GetRawResponse());
        return await tables.Changes.PurgeAsync(ChangesKeys.Feed, ChangesKeys.Before(time.Now - age), cancellationToken);
    }

    private async Task AddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            time.Update(await tables.Changes.AddEntityAsync(row, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // The key is unique, so this is a retry of our own write, whose response was lost.
        }
    }

    private async Task<List<Change>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        var filter = ChangesKeys.Since(since).FilterIn(ChangesKeys.Feed);
        await foreach (var page in tables.Changes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages())
        {
            time.Update(page.GetRawResponse());
            changes.AddRange(page.Values.Select(ChangeRow.Read));
        }
        return changes;
    }
}
