namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>
/// Accounts, <c>bucket-{n}</c> / <c>report|{period}|{batch}</c>: the content of a reported batch. The period is in the key, so that old
/// rows are a range of keys.
/// </summary>
internal static class ReportRow
{
    public const string Content = "Content";

    public static TableEntity Write(int bucket, int period, string id, string content) => new(
        AccountsKeys.Bucket(bucket), AccountsKeys.Report(period, id))
    {
        [Row.Shape] = Row.CurrentShape,
        [Content] = content,
    };

    public static string Read(TableEntity row) => row.Text(Content);
}
