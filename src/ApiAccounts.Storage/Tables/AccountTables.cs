using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

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
}
