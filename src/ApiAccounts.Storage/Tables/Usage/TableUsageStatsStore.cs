using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>Reads only the usage columns of API users, custom services and operators, and the past usage of deleted accounts.</summary>
internal sealed class TableUsageStatsStore(AccountTables tables) : IUsageStatsStore
{
    private static readonly string[] Columns =
        [CredentialColumns.OperatorId, PastUsageRow.Owner, UsageColumns.Hours, UsageColumns.Errors, UsageColumns.OtherErrors];

    public IAsyncEnumerable<StoredUsage> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        ListAsync(operatorId.Bucket, AccountsKeys.ServicesOfOperator(operatorId), cancellationToken)
            .Concat(ListAsync(operatorId.Bucket, AccountsKeys.ApiUsersOfOperator(operatorId), cancellationToken))
            .Concat(ListAsync(operatorId.Bucket, AccountsKeys.SignInsOfOperator(operatorId), cancellationToken))
            .Concat(ListAsync(PastUsageRow.FilterOfOperator(AccountsKeys.Bucket(operatorId.Bucket), operatorId), cancellationToken));

    public IAsyncEnumerable<StoredUsage> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, AccountsKeys.AccountsOfPartner(pid), cancellationToken)
            .Concat(ListAsync(PastUsageRow.FilterOfPartner(AccountsKeys.Bucket(bucket), pid), cancellationToken));

    private IAsyncEnumerable<StoredUsage> ListAsync(int bucket, KeyRange rows, CancellationToken cancellationToken) =>
        ListAsync(rows.FilterIn(AccountsKeys.Bucket(bucket)), cancellationToken);

    private IAsyncEnumerable<StoredUsage> ListAsync(string filter, CancellationToken cancellationToken) => tables.Accounts
        .QueryAsync<TableEntity>(filter, select: Columns, cancellationToken: cancellationToken)
        .Select(Read);

    private static StoredUsage Read(TableEntity row) => new(
        row.IdOrNull(PastUsageRow.Owner) ?? row.Id(CredentialColumns.OperatorId),
        SparseCounts.Decode(row.GetBinary(UsageColumns.Hours)),
        SparseCounts.Decode(row.GetBinary(UsageColumns.Errors)),
        SparseCounts.Decode(row.GetBinary(UsageColumns.OtherErrors)));
}
