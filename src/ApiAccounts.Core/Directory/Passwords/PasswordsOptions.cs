using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>The cost and concurrency of password hashing: the settings <c>Passwords__…</c>.</summary>
public sealed class PasswordsOptions
{
    public const string Section = "Passwords";

    /// <summary>PBKDF2 iterations (HMAC-SHA-512) of a new hash. The next sign-in replaces an older hash with fewer.</summary>
    /// <value>100,000 to 10,000,000; 210,000 by default, as OWASP advises.</value>
    [AllowedRange(100_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;

    /// <summary>The maximum number of concurrent hash computations, so that a flood of sign-ins cannot exhaust the CPU.</summary>
    /// <value>1 to 64; 2 by default.</value>
    [AllowedRange(1, 64)]
    public int MaxConcurrentHashes { get; set; } = 2;

    /// <summary>
    /// The maximum number of waiting sign-ins. Beyond it, those of the name or the address with most of them are refused with a request to
    /// retry, and those of names that signed in within 30 days stay.
    /// </summary>
    /// <value>0 to 1,000; 100 by default.</value>
    [AllowedRange(0, 1_000)]
    public int MaxWaitingHashes { get; set; } = 100;
}

[OptionsValidator]
internal sealed partial class PasswordsOptionsValidator : IValidateOptions<PasswordsOptions>;
