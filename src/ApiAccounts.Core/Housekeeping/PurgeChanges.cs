using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Removes announcements of changes that nobody reads any more. Doing it twice at once does no harm.</summary>
public sealed class PurgeChanges(IChangeStore store)
{
    /// <summary>Far beyond <see cref="ChangesFeed.Window"/>, so that a person can see what was announced lately.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <returns>How many there were.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => store.PurgeAsync(Kept, cancellationToken);
}
