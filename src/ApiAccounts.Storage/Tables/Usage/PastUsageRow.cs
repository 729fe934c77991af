using ApiAccounts.Core.Usage;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>
/// Accounts, <c>bucket-{n}</c> / <c>past|{yyyyMMdd}|{operator id}</c>: the usage of the API users and custom services of an operator that
/// were deleted on a day, so that the statistics of days keep it.
/// </summary>
internal static class PastUsageRow
{
    /// <summary>Not <c>OperatorId</c>, which only accounts have.</summary>
    public const string Owner = "Owner";
    public const string Pid = "Pid";

    public static TableEntity Write(AccountId operatorId, DateTimeOffset day, AccountUsage usage)
    {
        var row = new TableEntity(AccountsKeys.Bucket(operatorId.Bucket), AccountsKeys.PastUsage(day, operatorId))
        {
            [Row.Shape] = Row.CurrentShape,
            [Owner] = operatorId.ToString(),
            [Pid] = PidText(operatorId.Pid),
        };
        UsageColumns.Write(row, usage);
        return row;
    }

    public static string FilterOfPartner(string partition, uint pid) =>
        AccountsKeys.PastUsages.FilterIn(partition) + TableClient.CreateQueryFilter($" and Pid eq {PidText(pid)}");

    public static string FilterOfOperator(string partition, AccountId operatorId) =>
        AccountsKeys.PastUsages.FilterIn(partition) + TableClient.CreateQueryFilter($" and Owner eq {operatorId.ToString()}");

    private static string PidText(uint pid) => AccountsKeys.Directory(pid);
}
