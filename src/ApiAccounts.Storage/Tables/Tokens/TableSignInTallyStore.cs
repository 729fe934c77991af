using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>Tallies of sign-ins, in the table Logins.</summary>
internal sealed class TableSignInTallyStore(AccountTables tables) : ISignInTallyStore
{
    /// <summary>Enough to delete tallies faster than hashes can create them.</summary>
    private const int ConcurrentPurges = 8;

    public Task<Versioned<SignInTally>?> FindAsync(string loginKey, CancellationToken cancellationToken) =>
        tables.Logins.FindAsync(SignInTallyRow.PartitionOf(loginKey), loginKey, SignInTallyRow.Read, cancellationToken);

    public async Task<bool> WriteAsync(
        string loginKey, SignInTally tally, Versioned<SignInTally>? replaced, CancellationToken cancellationToken) =>
        await tables.Logins.TryPutAsync(SignInTallyRow.From(loginKey, tally), replaced?.Version, cancellationToken)
        || (await FindAsync(loginKey, cancellationToken))?.Value.Write == tally.Write; // our own write, whose response was lost

    public Task RemoveAsync(string loginKey, CancellationToken cancellationToken) =>
        tables.Logins.DeleteEntityAsync(SignInTallyRow.PartitionOf(loginKey), loginKey, ETag.All, cancellationToken);

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var purged = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentPurges, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(SignInTallyRow.Partitions, options, async (partition, leaving) =>
        {
            int deleted;
            do
            {
                deleted = await tables.Logins.PurgeAsReadAsync(SignInTallyRow.FilterBefore(partition, before), leaving);
                Interlocked.Add(ref purged, deleted);
            }
            while (deleted > 0);
        });
        return purged;
    }
}
