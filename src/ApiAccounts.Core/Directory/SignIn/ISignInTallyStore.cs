namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>Stores the results of sign-ins by the key of the user name's login row, including names that do not exist.</summary>
public interface ISignInTallyStore
{
    Task<Versioned<SignInTally>?> FindAsync(string loginKey, CancellationToken cancellationToken);

    /// <param name="replaced">As it was read; null if there was none.</param>
    /// <returns>False if another write came first.</returns>
    Task<bool> WriteAsync(string loginKey, SignInTally tally, Versioned<SignInTally>? replaced, CancellationToken cancellationToken);

    /// <summary>Deletes a tally in any state. Does nothing if it does not exist.</summary>
    Task RemoveAsync(string loginKey, CancellationToken cancellationToken);

    /// <summary>Deletes tallies whose last attempt started before a time. Concurrent calls are safe.</summary>
    /// <returns>The number of deleted tallies.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
