using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>Keeps how sign-ins went, by what the login row of a user name is found by; names that nobody has are counted as well.</summary>
public interface ISignInTallyStore
{
    Task<Versioned<SignInTally>?> FindAsync(string loginKey, CancellationToken cancellationToken);

    /// <param name="replaced">As it was read; null where there was none.</param>
    /// <returns>False when someone else was first.</returns>
    Task<bool> WriteAsync(string loginKey, SignInTally tally, Versioned<SignInTally>? replaced, CancellationToken cancellationToken);

    /// <summary>Whatever it says by now; none there is no failure.</summary>
    Task RemoveAsync(string loginKey, CancellationToken cancellationToken);

    /// <summary>Removes those whose last attempt was begun before a time. Doing it twice at once does no harm.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
