using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Logins, SHA-256 of the normalised user name / empty: the operator that has the name.</summary>
internal static class LoginRow
{
    public const string RowKey = "";
    public const string OperatorId = "OperatorId";

    public static TableEntity Write(string loginKey, Login login) => new(loginKey, RowKey)
    {
        [Row.Shape] = Row.CurrentShape,
        [OperatorId] = login.OperatorId.ToString(),
    };

    public static Login Read(TableEntity row) => new(row.Id(OperatorId));
}
