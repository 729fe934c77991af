using System.Threading.RateLimiting;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Passwords that people choose, hashed with PBKDF2, a limited number at once.</summary>
public sealed class PasswordHashing : IDisposable
{
    internal static readonly Error TooMany = new(
        ErrorKind.TooManyRequests, "too_many_sign_ins", "Too many sign-ins at once: try again in a moment.");

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
        using var turn = await limiter.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? hasher.HashPassword(null!, password) : TooMany;
    }

    /// <param name="hash">Null where there is none to compare with: it takes as long, and fails.</param>
    public async Task<Result<PasswordVerificationResult>> VerifyAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        using var turn = await limiter.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired) return TooMany;
        var verified = hasher.VerifyHashedPassword(null!, hash ?? decoy.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : verified;
    }

    public void Dispose() => limiter.Dispose();
}
