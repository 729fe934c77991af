using ApiAccounts.Core.Mail;

namespace ApiAccounts.Storage.Tables.Mail;

/// <summary>Tallies of mails, in the table Changes: backups leave it out.</summary>
internal sealed class TableMailTallyStore(AccountTables tables) : IMailTallyStore
{
    public Task<Versioned<MailTally>?> FindAsync(string key, CancellationToken cancellationToken) =>
        tables.Changes.FindAsync(MailTallyRow.PartitionOf(key), key, MailTallyRow.Read, cancellationToken);

    public async Task<bool> WriteAsync(
        string key, MailTally tally, Versioned<MailTally>? replaced, CancellationToken cancellationToken) =>
        await tables.Changes.TryPutAsync(MailTallyRow.From(key, tally), replaced?.Version, cancellationToken)
        || (await FindAsync(key, cancellationToken))?.Value.Write == tally.Write; // our own write, whose response was lost

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var purged = 0;
        foreach (var partition in MailTallyRow.Partitions)
            purged += await tables.Changes.PurgeAsReadAsync(MailTallyRow.FilterBefore(partition, before), cancellationToken);
        return purged;
    }
}
