using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Deletes announcements of changes that no instance reads any more. Concurrent runs are safe.</summary>
public sealed class PurgeChanges(IChangeStore store)
{
    /// <summary>Far longer than <see cref="ChangesFeed.Window"/>, so that a person can inspect recent announcements.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(15);

    /// <returns>The number of deleted announcements.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => store.PurgeAsync(Retention, cancellationToken);
}
