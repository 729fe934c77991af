using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>The tables this product has.</summary>
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
    /// Those that a backup has the rows of, in the order in which it reads them: an operator's deadlines and login row are written before it is active,
    /// so whoever has the operator finds them afterwards. Not Changes: nobody reads what is older than 90 s.
    /// </summary>
    public IReadOnlyList<TableClient> BackedUp => [Accounts, Deadlines, Logins, Tokens];
}
