namespace ApiAccounts.Core.Mail;

/// <summary>Stores the tallies of mails, for all instances.</summary>
public interface IMailTallyStore
{
    /// <param name="key">64 hexadecimal characters.</param>
    Task<Versioned<MailTally>?> FindAsync(string key, CancellationToken cancellationToken);

    /// <param name="key">64 hexadecimal characters.</param>
    /// <param name="replaced">As it was read; null if there was none.</param>
    /// <returns>False if another write came first.</returns>
    Task<bool> WriteAsync(string key, MailTally tally, Versioned<MailTally>? replaced, CancellationToken cancellationToken);

    /// <summary>Deletes tallies without a time since another one. Concurrent calls are safe.</summary>
    /// <returns>The number of deleted tallies.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
