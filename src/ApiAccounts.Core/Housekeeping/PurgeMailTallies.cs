using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Deletes tallies of mails that limit nothing any longer. Concurrent runs are safe.</summary>
public sealed class PurgeMailTallies(IMailTallyStore store, TimeProvider clock)
{
    /// <returns>The number of deleted tallies.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) =>
        store.PurgeAsync(clock.GetUtcNow() - MailTallies.Retention, cancellationToken);
}
