using ApiAccounts.Core.Idempotency;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Deletes requests with idempotency keys, and their answers, after their lifetime. Concurrent runs are safe.</summary>
public sealed class PurgeIdempotentRequests(IIdempotencyStore store, TimeProvider clock)
{
    /// <returns>The number of deleted requests.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) =>
        store.PurgeAsync(clock.GetUtcNow() - AnswerOnce.Lifetime, cancellationToken);
}
