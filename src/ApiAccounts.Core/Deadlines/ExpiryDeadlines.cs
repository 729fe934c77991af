namespace ApiAccounts.Core.Deadlines;

/// <summary>Schedules the check of an account before its access expires: one deadline an account.</summary>
public sealed class ExpiryDeadlines(IDeadlineStore store, IExpiryWarnings warnings, TimeProvider clock)
{
    /// <summary>Call it before the change that sets the expiry. A crash in between then leaves a surplus row, never a gap.</summary>
    /// <param name="expiresAt">Null for never. Null and a past time cause no call of the store.</param>
    public Task SetAsync(AccountId id, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        expiresAt > clock.GetUtcNow()
            ? store.AddAsync(new(DeadlineKind.Expiry, id, expiresAt.Value), cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Call it after the change that moved the expiry: deletes the deadline of before, with its warnings, and sets the one of now again,
    /// which another change may have deleted as its own. A crash in between, or two changes at once, leave a surplus row until its time.
    /// </summary>
    /// <param name="from">The expiry before the change; null for never.</param>
    /// <param name="to">The expiry after the change; null for never.</param>
    /// <param name="read">Reads the expiry of now: another change may have set the one of before again.</param>
    public async Task MovedAsync(
        AccountId id, DateTimeOffset? from, DateTimeOffset? to, Func<Task<DateTimeOffset?>> read, CancellationToken cancellationToken)
    {
        var old = from is { } before ? new Deadline(DeadlineKind.Expiry, id, before) : null;
        if (old?.IsAt(to) ?? to is null) return;
        if (old is not null)
        {
            await warnings.RemoveAsync(old, cancellationToken);
            await store.RemoveAsync(old, cancellationToken);
        }
        await SetAsync(id, await read(), cancellationToken);
    }
}
