using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Removes what is known of sign-ins that matter no more. Doing it twice at once does no harm.</summary>
public sealed class PurgeSignInTallies(ISignInTallyStore store, TimeProvider clock)
{
    /// <summary>Beyond a lock by more than clocks differ.</summary>
    private static readonly TimeSpan Kept = 2 * SignInAttempts.LockedFor;

    /// <returns>How many there were.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => store.PurgeAsync(clock.GetUtcNow() - Kept, cancellationToken);
}
