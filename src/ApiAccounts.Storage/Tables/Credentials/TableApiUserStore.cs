using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// API users in the bucket partitions of the table Accounts. Each change is one transaction with its audit row, which comes first.
/// </summary>
/// <remarks>An id of another kind is not found.</remarks>
internal sealed class TableApiUserStore(AccountTables tables) : IApiUserStore
{
    public async Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken) =>
        (await FindVersionedAsync(id, cancellationToken))?.Value;

    public async Task<Versioned<ApiUser>?> FindVersionedAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.ApiUser) return null;
        var found = await tables.Accounts.FindAsync(
            AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id), ApiUserRow.Read, cancellationToken);
        return found is not null && found.Value.Id == id ? found : null;
    }

    public IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        ListAsync(operatorId.Bucket, AccountsKeys.ApiUsersOfOperator(operatorId), cancellationToken);

    public IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, AccountsKeys.ApiUsersOfPartner(pid), cancellationToken);

    public IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken) => tables.Accounts
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {AccountsKeys.Bucket(bucket)} and OperatorId ge {""}"),
            select: [CredentialColumns.OperatorId],
            cancellationToken: cancellationToken)
        .Select(row => row.Id(CredentialColumns.OperatorId))
        .Distinct();

    public async Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken)
    {
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.Add, AuditRow.WriteInBucket(audit)),
            new(TableTransactionActionType.Add, ApiUserRow.Write(apiUser)),
        ];
        var refusal = await tables.Accounts.TrySubmitAsync(actions, cancellationToken);
        if (refusal is { IsOwnSuccess: false }) throw new InvalidOperationException($"The API user {apiUser.Id} exists already.");
    }

    public async Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.ApiUser) return false;
        var change = CredentialColumns.AddressOf(id);
        change[CredentialColumns.Description] = description;
        return await TryAsync(audit, new(TableTransactionActionType.UpdateMerge, change, ETag.All), cancellationToken);
    }

    public async Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.ApiUser) return false;
        var change = new TableTransactionAction(TableTransactionActionType.UpdateMerge, ApiUserRow.WriteSettings(id, settings), ETag.All);
        return await TryAsync(audit, change, cancellationToken);
    }

    public Task<bool> RotateAsync(Versioned<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken) => TryAsync(
        audit,
        new(TableTransactionActionType.UpdateMerge, ApiUserRow.WriteSecrets(rotated.Value), new ETag(rotated.Version)),
        cancellationToken);

    public async Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken)
    {
        var deleted = changes.Where(change => change.Added is null).Select(change => change.Audit.Subject).ToList();
        var submitting = tables.Accounts.SubmitDeletingAsync(deleted, changes[0].Audit.At, ActionsOf, cancellationToken);
        return await submitting switch
        {
            null or { IsOwnSuccess: true } => null,
            { Status: 404 } refusal when refusal.Index >= changes.Count => refusal.Index - changes.Count,
            var refusal => throw new InvalidOperationException(
                $"Change {refusal.Value.Index - changes.Count} adds an API user that exists already."),
        };

        List<TableTransactionAction> ActionsOf(Func<AccountId, ETag> versionOf) =>
        [
            .. changes.Select(change => new TableTransactionAction(TableTransactionActionType.Add, AuditRow.WriteInBucket(change.Audit))),
            .. changes.Select(change => change.Added is { } added
                ? new TableTransactionAction(TableTransactionActionType.Add, ApiUserRow.Write(added))
                : CredentialColumns.Deleting(change.Audit.Subject, versionOf(change.Audit.Subject))),
        ];
    }

    public async Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.ApiUser) return false;
        return await tables.Accounts.SubmitDeletingAsync(
            [id],
            audit.At,
            versionOf =>
                [new(TableTransactionActionType.Add, AuditRow.WriteInBucket(audit)), CredentialColumns.Deleting(id, versionOf(id))],
            cancellationToken) is null or { IsOwnSuccess: true };
    }

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        tables.Accounts.PurgeAsync(
            AccountsKeys.ApiUsersOfOperator(operatorId).FilterIn(AccountsKeys.Bucket(operatorId.Bucket), operatorId), cancellationToken);

    /// <returns>False if the row does not exist, or its version is not that of the change.</returns>
    private Task<bool> TryAsync(AuditEntry audit, TableTransactionAction change, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(AuditRow.WriteInBucket(audit), [change], cancellationToken);

    private IAsyncEnumerable<ApiUser> ListAsync(int bucket, KeyRange rows, CancellationToken cancellationToken) => tables.Accounts
        .QueryAsync<TableEntity>(rows.FilterIn(AccountsKeys.Bucket(bucket)), cancellationToken: cancellationToken)
        .Select(ApiUserRow.Read);
}
