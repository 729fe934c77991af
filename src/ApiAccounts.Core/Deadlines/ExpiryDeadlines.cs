namespace ApiAccounts.Core.Deadlines;

/// <summary>Schedules the check of an account before its access expires.</summary>
public sealed class ExpiryDeadlines(IDeadlineStore store, TimeProvider clock)
{
    /// <summary>Call it before the change that sets the expiry. A crash in between then leaves a surplus row, never a gap.</summary>
    /// <param name="expiresAt">Null for never. Null and a past time cause no call of the store.</param>
    public Task SetAsync(AccountId id, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        expiresAt > clock.GetUtcNow()
            ? store.AddAsync(new(DeadlineKind.Expiry, id, expiresAt.Value), cancellationToken)
            : Task.CompletedTask;
}
