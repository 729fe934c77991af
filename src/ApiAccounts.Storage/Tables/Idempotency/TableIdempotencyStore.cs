using ApiAccounts.Core.Idempotency;

namespace ApiAccounts.Storage.Tables.Idempotency;

/// <summary>Requests with idempotency keys, in the table Changes.</summary>
internal sealed class TableIdempotencyStore(AccountTables tables) : IIdempotencyStore
{
    public Task<Versioned<IdempotentRequest>?> FindAsync(string key, CancellationToken cancellationToken) =>
        tables.Changes.FindAsync(IdempotentRequestRow.PartitionOf(key), key, IdempotentRequestRow.Read, cancellationToken);

    public async Task<bool> WriteAsync(
        string key, IdempotentRequest request, Versioned<IdempotentRequest>? replaced, CancellationToken cancellationToken) =>
        await tables.Changes.TryPutAsync(IdempotentRequestRow.From(key, request), replaced?.Version, cancellationToken)
        || await FindAsync(key, cancellationToken) is { Value: var found } // our own write, whose response was lost
            && found.Write == request.Write && found.KeyId == request.KeyId;

    public Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        tables.Changes.DeleteEntityAsync(IdempotentRequestRow.PartitionOf(key), key, ETag.All, cancellationToken);

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var purged = 0;
        foreach (var partition in IdempotentRequestRow.Partitions)
            purged += await tables.Changes.PurgeAsReadAsync(IdempotentRequestRow.FilterBefore(partition, before), cancellationToken);
        return purged;
    }
}
