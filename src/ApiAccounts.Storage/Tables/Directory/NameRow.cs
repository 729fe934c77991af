using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>skeleton|{SHA-256 of the skeleton}</c>: the operator whose user name has the skeleton.</summary>
internal static class NameRow
{
    public const string OperatorId = "OperatorId";

    public static TableEntity Write(uint pid, ReservedName name) => new(AccountsKeys.Directory(pid), AccountsKeys.Skeleton(name.Key))
    {
        [Row.Shape] = Row.CurrentShape,
        [OperatorId] = name.OperatorId.ToString(),
    };

    /// <summary>Writes the reservations of an operator in its transaction.</summary>
    public static IEnumerable<TableTransactionAction> Reserving(uint pid, IReadOnlyList<NameReservation> names) =>
        names.Select(reserved => reserved.Replaced is { } version
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, Write(pid, reserved.Name), new ETag(version))
            : new TableTransactionAction(TableTransactionActionType.Add, Write(pid, reserved.Name)));

    public static ReservedName Read(TableEntity row) =>
        new(row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..], row.Id(OperatorId));
}
