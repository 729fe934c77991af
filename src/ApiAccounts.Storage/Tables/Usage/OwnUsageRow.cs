using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>
/// Accounts, <c>bucket-{n}</c> / <c>{pid}|sign-in|{userId}|{random}</c>: the usage of an operator that acts itself, with its password or
/// its own access token. Only the aggregator writes it.
/// </summary>
internal static class OwnUsageRow
{
    public static TableEntity Write(AccountId operatorId, AccountUsage usage)
    {
        var row = new TableEntity(AccountsKeys.Bucket(operatorId.Bucket), AccountsKeys.Usage(operatorId))
        {
            [Row.Shape] = Row.CurrentShape,
            [CredentialColumns.Id] = operatorId.ToString(),

            // By it the statistics and the search for orphans find the row.
            [CredentialColumns.OperatorId] = operatorId.ToString(),
        };
        UsageColumns.Write(row, usage);
        return row;
    }
}
