namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>Accounts, <c>keys</c> / the setting of a key: the check value of the key that was first used there.</summary>
internal static class KeyCheckRow
{
    public const string CheckValue = "CheckValue";

    public static TableEntity Write(string setting, string checkValue) => new(AccountsKeys.Keys, setting)
    {
        [Row.Shape] = Row.CurrentShape,
        [CheckValue] = checkValue,
    };

    public static string Read(TableEntity row) => row.Text(CheckValue);
}
