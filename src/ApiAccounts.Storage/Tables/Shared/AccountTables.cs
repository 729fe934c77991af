namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>The tables of this product.</summary>
internal sealed class AccountTables(TableServiceClient service)
{
    public const string AccountsName = "Accounts";
    public const string LoginsName = "Logins";
    public const string ChangesName = "Changes";
    public const string TokensName = "Tokens";
    public const string DeadlinesName = "Deadlines";

    public TableClient Accounts { get; } = service.GetTableClient(AccountsName);

    public TableClient Logins { get; } = service.GetTableClient(LoginsName);

    public TableClient Changes { get; } = service.GetTableClient(ChangesName);

    public TableClient Tokens { get; } = service.GetTableClient(TokensName);

    public TableClient Deadlines { get; } = service.GetTableClient(DeadlinesName);

    public IEnumerable<TableClient> All => [Accounts, Logins, Changes, Tokens, Deadlines];

    /// <summary>
    /// The tables in a backup, in the order in which it reads them. The deadlines and the login row of an operator are written before it
    /// becomes active, so a backup with the operator has them, too. Changes is excluded, because nothing reads rows older than 90 s.
    /// </summary>
    public IReadOnlyList<TableClient> BackedUp => [Accounts, Deadlines, Logins, Tokens];
}
