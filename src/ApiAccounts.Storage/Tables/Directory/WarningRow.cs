using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>
/// Accounts, <c>{pid}</c> / <c>warning|{account id}|{yyyyMMddHHmmss}</c>: in the partition of the mails, so that one transaction writes the
/// warning and its mail.
/// </summary>
internal static class WarningRow
{
    public const string Days = "Days";

    /// <param name="replaced">The version of the previous warning; null if there is none.</param>
    public static TableTransactionAction Putting(Deadline deadline, int days, string? replaced)
    {
        var row = new TableEntity(AccountsKeys.Directory(deadline.Id.Pid), AccountsKeys.Warning(deadline))
        {
            [Row.Shape] = Row.CurrentShape,
            [Days] = days,
        };
        return replaced is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, new ETag(replaced));
    }

    public static int Read(TableEntity row) => row.GetInt32(Days) ?? 0;
}
