using ApiAccounts.Core.Deadlines;
using ApiAccounts.Storage.Tables.Shared;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>warning|{account id}|{yyyyMMddHHmmss}</c>: beside the mails that warn, so that each is written in one transaction with it.</summary>
internal static class WarningRow
{
    public const string Days = "Days";

    /// <param name="replaced">The version of the one before; null where there was none.</param>
    public static TableTransactionAction Putting(Deadline deadline, int days, string? replaced)
    {
        var row = new TableEntity(AccountsKeys.Directory(deadline.Id.Pid), AccountsKeys.Warning(deadline)) { [Row.Shape] = Row.CurrentShape, [Days] = days };
        return replaced is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, new ETag(replaced));
    }

    public static int Read(TableEntity row) => row.GetInt32(Days) ?? 0;
}
