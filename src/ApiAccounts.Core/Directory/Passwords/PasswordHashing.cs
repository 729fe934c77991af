using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Hashes the passwords that people choose, with PBKDF2 and limited concurrency; see <see cref="HashQueue"/>.</summary>
public sealed class PasswordHashing
{
    internal static readonly Error TooMany = new(
        ErrorKind.TooManyRequests, "too_many_sign_ins", "Too many concurrent sign-ins. Try again in a moment.");

    private readonly PasswordHasher<Operator> hasher;
    private readonly HashQueue queue;
    private readonly Lazy<string> decoy;

    public PasswordHashing(IOptions<PasswordsOptions> options)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));
        queue = new(options.Value.MaxConcurrentHashes, options.Value.MaxWaitingHashes);
        decoy = new(() => hasher.HashPassword(null!, "nobody's password"));
    }

    /// <param name="password">A password that <see cref="PasswordRules"/> accepts.</param>
    public async Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(password.Length, PasswordForms.MaxLength, nameof(password));
        using var place = queue.Enter(HashClaim.Authenticated);
        return place is not null && await place.TurnAsync(cancellationToken)
            ? hasher.HashPassword(null!, PasswordForms.Composed(password))
            : TooMany;
    }

    /// <summary>Verifies a password of a caller that is authenticated already.</summary>
    /// <inheritdoc cref="VerifyAsync(HashQueue.Place, string, string, CancellationToken)"/>
    public async Task<Result<PasswordVerificationResult>> VerifyAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        using var place = queue.Enter(HashClaim.Authenticated);
        return place is null ? TooMany : await VerifyAsync(place, password, hash, cancellationToken);
    }

    /// <summary>Takes a place for a verification, before anything is written for it.</summary>
    /// <returns>Null if there is none.</returns>
    internal HashQueue.Place? Enter(HashClaim claim) => queue.Enter(claim);

    /// <summary>
    /// Compares a password, in each of its Unicode forms, with a hash. A match in another form than that of new hashes needs a new hash.
    /// </summary>
    /// <param name="password">A text of any length. One that is too long for a password takes the time of a short one, and fails.</param>
    /// <param name="hash">Null if there is none to compare with. The verification then takes as long, and fails.</param>
    internal async Task<Result<PasswordVerificationResult>> VerifyAsync(
        HashQueue.Place place, string password, string? hash, CancellationToken cancellationToken)
    {
        if (!await place.TurnAsync(cancellationToken)) return TooMany;
        var isPossible = hash is not null && password.Length <= PasswordForms.MaxLength;
        var verified = Verify(hash ?? decoy.Value, password.Length <= PasswordForms.MaxLength ? password : "");
        return isPossible ? verified : PasswordVerificationResult.Failed;
    }

    /// <summary>Hashes a password again, in the place in which it was verified.</summary>
    internal string Rehash(HashQueue.Place place, string password) => place.IsRunning
        ? hasher.HashPassword(null!, PasswordForms.Composed(password))
        : throw new InvalidOperationException("The place has not had its turn.");

    private PasswordVerificationResult Verify(string hash, string password)
    {
        foreach (var (index, form) in PasswordForms.Of(password).Index())
        {
            var verified = hasher.VerifyHashedPassword(null!, hash, form);
            if (verified == PasswordVerificationResult.Failed) continue;
            return index == 0 ? verified : PasswordVerificationResult.SuccessRehashNeeded;
        }
        return PasswordVerificationResult.Failed;
    }
}
