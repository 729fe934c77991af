using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Logins, SHA-256 of the normalised user name / empty: the operators that claim the name.</summary>
internal static class LoginRow
{
    public const string RowKey = "";
    public const string OperatorId = "OperatorId";
    public const string OtherIds = "OtherIds";

    public static TableEntity Write(string loginKey, Login login) => new(loginKey, RowKey)
    {
        [Row.Shape] = Row.CurrentShape,
        [OperatorId] = login.Claimants[0].ToString(),
        [OtherIds] = string.Join(',', login.Claimants.Skip(1)),
    };

    public static Login Read(TableEntity row) => new([row.Id(OperatorId), .. row.Ids(OtherIds)]);
}
