using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>The check values of the keys, in a partition of their own of the table Accounts, so that a backup has them.</summary>
internal sealed class TableKeyCheckStore(AccountTables tables) : IKeyCheckStore
{
    public async Task<string> RecordAsync(string setting, string checkValue, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(setting, cancellationToken) is { } known) return known;
            if (await tables.Accounts.TryAddAsync(KeyCheckRow.Write(setting, checkValue), cancellationToken)) return checkValue;
            return await FindAsync(setting, cancellationToken) ?? checkValue; // null if somebody deleted it at this moment
        }
        catch (Exception exception) when (StorageFault.IsTransient(exception, cancellationToken))
        {
            throw new StorageUnavailableException(exception);
        }
    }

    private async Task<string?> FindAsync(string setting, CancellationToken cancellationToken) =>
        (await tables.Accounts.FindAsync(AccountsKeys.Keys, setting, KeyCheckRow.Read, cancellationToken))?.Value;
}
