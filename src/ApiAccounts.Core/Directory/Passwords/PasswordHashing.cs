using System.Threading.RateLimiting;
using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Hashes the passwords that people choose, with PBKDF2 and limited concurrency.</summary>
public sealed class PasswordHashing : IDisposable
{
    internal static readonly Error TooMany = new(
        ErrorKind.TooManyRequests, "too_many_sign_ins", "Too many concurrent sign-ins. Try again in a moment.");

    private readonly PasswordHasher<Operator> hasher;
    private readonly ConcurrencyLimiter limiter;
    private readonly Lazy<string> decoy;

    public PasswordHashing(IOptions<PasswordsOptions> options)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));
        limiter = new(new() { PermitLimit = options.Value.MaxConcurrentHashes, QueueLimit = options.Value.MaxWaitingHashes });
        decoy = new(() => hasher.HashPassword(null!, "nobody's password"));
    }

    public async Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var permit = await limiter.AcquireAsync(1, cancellationToken);
        return permit.IsAcquired ? hasher.HashPassword(null!, password) : TooMany;
    }

    /// <param name="hash">Null if there is none to compare with. The verification then takes as long, and fails.</param>
    public async Task<Result<PasswordVerificationResult>> VerifyAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        using var permit = await limiter.AcquireAsync(1, cancellationToken);
        if (!permit.IsAcquired) return TooMany;
        var verified = hasher.VerifyHashedPassword(null!, hash ?? decoy.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : verified;
    }

    public void Dispose() => limiter.Dispose();
}
