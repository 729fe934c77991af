using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tables.Shared;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Changes;

/// <summary>What is about to change, in the table Changes. Keys have the storage's time, so that no reader looks in the wrong place.</summary>
internal sealed class TableChangeStore(AccountTables tables, TimeProvider clock) : IChangeStore
{
    /// <summary>How far a key may be from the storage's time: readers look back much further.</summary>
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
        while ((time.Now - at).Duration() > Tolerance); // the answer told another time, or took long: then readers might not look there any more
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
        time.Hear(probe.GetRawResponse());
        return await tables.Changes.PurgeAsync(ChangesKeys.Feed, ChangesKeys.Before(time.Now - age), cancellationToken);
    }

    private async Task AddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            time.Hear(await tables.Changes.AddEntityAsync(row, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // Nobody else has this key: it is our own, sent again because its answer was lost.
        }
    }

    private async Task<List<Change>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        var filter = ChangesKeys.Since(since).FilterIn(ChangesKeys.Feed);
        await foreach (var page in tables.Changes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages())
        {
            time.Hear(page.GetRawResponse());
            changes.AddRange(page.Values.Select(ChangeRow.Read));
        }
        return changes;
    }
}
