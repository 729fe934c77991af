using ApiAccounts.Core;
using ApiAccounts.Core.Operators;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

/// <summary>How sign-ins went, in the table Logins.</summary>
internal sealed class TableSignInTallyStore(AccountTables tables) : ISignInTallyStore
{
    public Task<Stored<SignInTally>?> FindAsync(string loginKey, CancellationToken cancellationToken) =>
        tables.Logins.FindAsync(SignInTallyRow.PartitionOf(loginKey), loginKey, SignInTallyRow.Read, cancellationToken);

    public async Task<bool> WriteAsync(string loginKey, SignInTally tally, Stored<SignInTally>? replaced, CancellationToken cancellationToken)
    {
        var row = SignInTallyRow.From(loginKey, tally);
        try
        {
            if (replaced is null) await tables.Logins.AddEntityAsync(row, cancellationToken);
            else await tables.Logins.UpdateEntityAsync(row, new ETag(replaced.Version), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            return (await FindAsync(loginKey, cancellationToken))?.Value.Write == tally.Write; // our own, sent again because its answer was lost
        }
    }

    public Task RemoveAsync(string loginKey, CancellationToken cancellationToken) =>
        tables.Logins.DeleteEntityAsync(SignInTallyRow.PartitionOf(loginKey), loginKey, ETag.All, cancellationToken);

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var purged = 0;
        foreach (var partition in SignInTallyRow.Partitions)
            purged += await tables.Logins.PurgeAsReadAsync(SignInTallyRow.FilterBefore(partition, before), cancellationToken);
        return purged;
    }
}
