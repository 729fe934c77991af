using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Deletes expired tallies of sign-ins. Concurrent runs are safe.</summary>
public sealed class PurgeSignInTallies(ISignInTallyStore store, TimeProvider clock)
{
    /// <summary>Exceeds a lock by more than the clock skew of instances.</summary>
    private static readonly TimeSpan Retention = 2 * SignInAttempts.LockedFor;

    /// <returns>The number of deleted tallies.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) =>
        store.PurgeAsync(clock.GetUtcNow() - Retention, cancellationToken);
}
