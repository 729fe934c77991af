using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Deadlines;

/// <summary>Has an account looked at before its access ends.</summary>
public sealed class ExpiryDeadlines(IDeadlineStore store, TimeProvider clock)
{
    /// <summary>Has to be done before the change that lets it expire: a crash in between leaves a row too many, and never one too few.</summary>
    /// <param name="expiresAt">Null for never, which takes no call, as a time that has passed.</param>
    public Task SetAsync(AccountId id, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        expiresAt > clock.GetUtcNow() ? store.AddAsync(new(DeadlineKind.Expiry, id, expiresAt.Value), cancellationToken) : Task.CompletedTask;
}
