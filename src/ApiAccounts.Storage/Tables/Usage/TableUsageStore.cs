using System.Collections.Concurrent;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>
/// Usage in the rows of the API users and custom services, that of operators in rows beside them, and the markers of its messages in the
/// same partition.
/// </summary>
internal sealed class TableUsageStore(AccountTables tables) : IUsageStore
{
    private const int MaxConcurrentReads = 16;
    private const string TooLarge = "The usage in the row of the API user is too large.";

    private static readonly string[] Columns =
        [
            "PartitionKey", "RowKey", CredentialColumns.Id, UsageColumns.LastUsed, UsageColumns.Hours, UsageColumns.Errors,
            UsageColumns.OtherErrors, UsageColumns.PreviousSecretLastUsed,
        ];

    private static readonly string[] OperatorColumns = [CredentialColumns.Id];

    public async Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(
        int bucket, IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentDictionary<AccountId, Versioned<AccountUsage>>();
        var unreadable = new ConcurrentDictionary<AccountId, string>();
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
        return unreadable.IsEmpty ? rows : throw new UnusableUsageException(unreadable);

        async ValueTask ReadAsync(AccountId id, CancellationToken cancellation)
        {
            var response = await tables.Accounts.GetEntityIfExistsAsync<TableEntity>(
                AccountsKeys.Bucket(bucket), AccountsKeys.Usage(id), Columns, cancellation);
            if (!response.HasValue)
            {
                if (await IsOperatorAsync(id, cancellation)) rows[id] = new(AccountUsage.None, IUsageStore.NoRow);
                return;
            }
            try
            {
                if (response.Value!.Id(CredentialColumns.Id) == id) rows[id] = new(UsageColumns.Read(response.Value!), response.Version());
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or InvalidCastException)
            {
                unreadable[id] = $"The row of the API user cannot be read: {exception.Message}"; // its content or a type of it is wrong
            }
        }
    }

    public async Task<UsageOutcome> ApplyAsync(
        int bucket, IReadOnlyList<SectionMarker> markers, IReadOnlyList<UsageUpdate> updates, CancellationToken cancellationToken)
    {
        var partition = AccountsKeys.Bucket(bucket);
        var tooLarge = updates.Where(update => UsageColumns.AreTooLarge(update.Usage)).ToDictionary(update => update.Id, _ => TooLarge);
        if (tooLarge.Count > 0) throw new UnusableUsageException(tooLarge);
        var actions = markers
            .Select(marker => new TableTransactionAction(TableTransactionActionType.Add, MarkerRow.Write(partition, marker)))
            .Concat(updates.Select(update => ActionOf(partition, update)));
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
        catch (TableTransactionFailedException exception)
            when (exception is { Status: 400 or 413, FailedTransactionActionIndex: { } index } && index >= markers.Count)
        {
            var refused = updates[index - markers.Count].Id;
            throw new UnusableUsageException(
                new Dictionary<AccountId, string> { [refused] = $"The storage refuses the row of the API user: {exception.ErrorCode}." },
                exception);
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }

    public async Task<bool> IsAppliedAsync(int bucket, SectionMarker marker, CancellationToken cancellationToken)
    {
        try
        {
            return (await tables.Accounts.GetEntityIfExistsAsync<TableEntity>(
                AccountsKeys.Bucket(bucket), AccountsKeys.Marker(marker), cancellationToken: cancellationToken)).HasValue;
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }

    public Task PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) => tables.Accounts.PurgeAsync(
        AccountsKeys.SignInsOfOperator(operatorId).FilterIn(AccountsKeys.Bucket(operatorId.Bucket), operatorId), cancellationToken);

    public async Task<int> PurgeMarkersAsync(int bucket, UtcHour before, CancellationToken cancellationToken)
    {
        var partition = AccountsKeys.Bucket(bucket);
        await tables.Accounts.PurgeAsync(partition, AccountsKeys.PastUsageBefore(before), cancellationToken); // no day of it is reported
        return await tables.Accounts.PurgeAsync(partition, AccountsKeys.MarkersBefore(before), cancellationToken);
    }

    private static TableTransactionAction ActionOf(string partition, UsageUpdate update)
    {
        if (update.Version == IUsageStore.NoRow) return new(TableTransactionActionType.Add, OwnUsageRow.Write(update.Id, update.Usage));
        var row = new TableEntity(partition, AccountsKeys.Usage(update.Id));
        UsageColumns.Write(row, update.Usage);
        return new(TableTransactionActionType.UpdateMerge, row, new ETag(update.Version));
    }

    /// <summary>Whether an id is that of an existing operator: a ping of a deleted one must not create its row again.</summary>
    private async Task<bool> IsOperatorAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.Operator) return false;
        var found = await tables.Accounts.GetEntityIfExistsAsync<TableEntity>(
            AccountsKeys.Directory(id.Pid), AccountsKeys.Operator(id.UserId), OperatorColumns, cancellationToken);
        return found.HasValue && found.Value!.IdOrNull(CredentialColumns.Id) == id;
    }
}
