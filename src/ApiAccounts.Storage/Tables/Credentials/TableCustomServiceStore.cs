using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// Custom services in the bucket partitions of the table Accounts. Each change is one transaction with its audit row, which comes first.
/// </summary>
/// <remarks>An id of another kind is not found.</remarks>
internal sealed class TableCustomServiceStore(AccountTables tables) : ICustomServiceStore
{
    public async Task<Versioned<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.CustomService) return null;
        var found = await tables.Accounts.FindAsync(
            AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id), CustomServiceRow.Read, cancellationToken);
        return found is not null && found.Value.Id == id ? found : null;
    }

    public IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        ListAsync(operatorId.Bucket, AccountsKeys.ServicesOfOperator(operatorId), cancellationToken);

    public IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, AccountsKeys.ServicesOfPartner(pid), cancellationToken);

    public async Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (!await TryAsync(audit, new(TableTransactionActionType.Add, CustomServiceRow.Write(service)), cancellationToken))
            throw new InvalidOperationException($"The custom service {service.Id} exists already.");
    }

    public async Task<bool> ChangeAsync(AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.CustomService) return false;
        var row = CustomServiceRow.WriteSettings(id, settings);
        return await TryAsync(audit, new(TableTransactionActionType.UpdateMerge, row, ETag.All), cancellationToken);
    }

    public Task<bool> RotateAsync(Versioned<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken) => TryAsync(
        audit,
        new(TableTransactionActionType.UpdateMerge, CustomServiceRow.WriteSecrets(rotated.Value), new ETag(rotated.Version)),
        cancellationToken);

    public Task<bool> IssueTokenAsync(Versioned<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken) => TryAsync(
        audit,
        new(TableTransactionActionType.UpdateMerge, CustomServiceRow.WriteTokens(issued.Value), new ETag(issued.Version)),
        cancellationToken);

    public async Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (id.Kind != AccountKind.CustomService) return false;
        return await tables.Accounts.SubmitDeletingAsync(
            [id],
            audit.At,
            versionOf =>
                [new(TableTransactionActionType.Add, AuditRow.WriteInBucket(audit)), CredentialColumns.Deleting(id, versionOf(id))],
            cancellationToken) is null or { IsOwnSuccess: true };
    }

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        tables.Accounts.PurgeAsync(
            AccountsKeys.ServicesOfOperator(operatorId).FilterIn(AccountsKeys.Bucket(operatorId.Bucket), operatorId), cancellationToken);

    /// <returns>False if the row does not meet the condition of the change.</returns>
    private Task<bool> TryAsync(AuditEntry audit, TableTransactionAction change, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(AuditRow.WriteInBucket(audit), [change], cancellationToken);

    private IAsyncEnumerable<CustomService> ListAsync(int bucket, KeyRange rows, CancellationToken cancellationToken) => tables.Accounts
        .QueryAsync<TableEntity>(rows.FilterIn(AccountsKeys.Bucket(bucket)), cancellationToken: cancellationToken)
        .Select(CustomServiceRow.Read);
}
