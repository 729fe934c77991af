using System.Collections.Concurrent;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>Usage in the rows of the API users and custom services, and the markers of its messages in the same partition.</summary>
internal sealed class TableUsageStore(AccountTables tables) : IUsageStore
{
    private const int MaxConcurrentReads = 16;

    private static readonly string[] Columns =
        [CredentialColumns.Id, UsageColumns.LastUsed, UsageColumns.Hours, UsageColumns.Errors, UsageColumns.PreviousSecretLastUsed];

    public async Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentDictionary<AccountId, Versioned<AccountUsage>>();
        try
        {
            await Parallel.ForEachAsync(
                ids,
                new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentReads, CancellationToken = cancellationToken },
                ReadAsync);
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
        return rows;

        async ValueTask ReadAsync(AccountId id, CancellationToken cancellation)
        {
            var response = await tables.Accounts.GetEntityIfExistsAsync<TableEntity>(
                AccountsKeys.Bucket(bucket), AccountsKeys.Account(id), Columns, cancellation);
            if (response.HasValue && response.Value!.Id(CredentialColumns.Id) == id)
                rows[id] = new(UsageColumns.Read(response.Value!), response.Version());
        }
    }

    public async Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates, CancellationToken cancellationToken)
    {
        var partition = AccountsKeys.Bucket(bucket);
        var actions = markers
            .Select(marker => new TableTransactionAction(TableTransactionActionType.Add, MarkerRow.Write(partition, marker)))
            .Concat(updates.Select(update =>
            {
                var row = new TableEntity(partition, AccountsKeys.Account(update.Id));
                UsageColumns.Write(row, update.Usage);
                return new TableTransactionAction(TableTransactionActionType.UpdateMerge, row, new ETag(update.Version));
            }));
        try
        {
            var (refusal, versions) = await tables.Accounts.SubmitAsync(actions, cancellationToken);
            return refusal switch
            {
                null => UsageOutcome.Applied([.. updates.Select((_, number) => versions.ElementAtOrDefault(markers.Count + number))]),
                { Status: 409, Index: var index } when index < markers.Count => UsageOutcome.SectionAppliedBefore(index),
                _ => UsageOutcome.RowsChanged,
            };
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }

    public Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken) =>
        tables.Accounts.PurgeAsync(AccountsKeys.Bucket(bucket), AccountsKeys.MarkersBefore(before), cancellationToken);
}
