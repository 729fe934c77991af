using ApiAccounts.Core.Audit;
using Azure;

namespace ApiAccounts.Storage.Tables;

/// <summary>Audit entries in the directory of their partner.</summary>
internal sealed class TableAuditTrail(AccountTables tables) : IAuditTrail
{
    public async Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Accounts.AddEntityAsync(AuditRow.WriteInDirectory(entry), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // Nobody else has this key: it is our own, sent again because its answer was lost.
        }
    }
}
