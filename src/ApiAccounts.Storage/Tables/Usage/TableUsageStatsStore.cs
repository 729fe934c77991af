using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>Reads only the usage columns of API users and custom services.</summary>
internal sealed class TableUsageStatsStore(AccountTables tables) : IUsageStatsStore
{
    private static readonly string[] Columns = [CredentialColumns.OperatorId, UsageColumns.Hours, UsageColumns.Errors, UsageColumns.OtherErrors];

    public IAsyncEnumerable<StoredUsage> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        ListAsync(operatorId.Bucket, AccountsKeys.ServicesOfOperator(operatorId), cancellationToken)
            .Concat(ListAsync(operatorId.Bucket, AccountsKeys.ApiUsersOfOperator(operatorId), cancellationToken));

    public IAsyncEnumerable<StoredUsage> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, AccountsKeys.AccountsOfPartner(pid), cancellationToken);

    private IAsyncEnumerable<StoredUsage> ListAsync(int bucket, KeyRange rows, CancellationToken cancellationToken) => tables.Accounts
        .QueryAsync<TableEntity>(rows.FilterIn(AccountsKeys.Bucket(bucket)), select: Columns, cancellationToken: cancellationToken)
        .Select(Read);

    private static StoredUsage Read(TableEntity row) => new(
        row.Id(CredentialColumns.OperatorId),
        SparseCounts.Decode(row.GetBinary(UsageColumns.Hours)),
        SparseCounts.Decode(row.GetBinary(UsageColumns.Errors)),
        SparseCounts.Decode(row.GetBinary(UsageColumns.OtherErrors)));
}
