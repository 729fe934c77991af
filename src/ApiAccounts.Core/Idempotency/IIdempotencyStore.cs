namespace ApiAccounts.Core.Idempotency;

/// <summary>Stores requests with an idempotency key, by the hash of their caller and key.</summary>
public interface IIdempotencyStore
{
    /// <param name="key">64 hexadecimal characters.</param>
    Task<Versioned<IdempotentRequest>?> FindAsync(string key, CancellationToken cancellationToken);

    /// <param name="replaced">As it was read; null if there was none.</param>
    /// <returns>False if another write came first.</returns>
    Task<bool> WriteAsync(
        string key, IdempotentRequest request, Versioned<IdempotentRequest>? replaced, CancellationToken cancellationToken);

    /// <summary>Deletes a request in any state. Does nothing if it does not exist.</summary>
    Task RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes requests that began before a time. Concurrent calls are safe.</summary>
    /// <returns>The number of deleted requests.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
