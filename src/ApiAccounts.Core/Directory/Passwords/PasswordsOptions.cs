using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>What signing in with a password costs: the settings <c>Passwords__…</c>.</summary>
public sealed class PasswordsOptions
{
    public const string Section = "Passwords";

    /// <summary>PBKDF2 iterations (HMAC-SHA-512) of a new hash; an older, cheaper one is made anew at the next sign-in.</summary>
    /// <value>100,000 to 10,000,000; 210,000 unless set, as OWASP advises.</value>
    [AllowedRange(100_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;

    /// <summary>How many hashes may be computed at once, so that a flood of sign-ins cannot take the CPU.</summary>
    /// <value>1 to 64; 2 unless set.</value>
    [AllowedRange(1, 64)]
    public int MaxConcurrentHashes { get; set; } = 2;

    /// <summary>How many more sign-ins may wait for their turn; those beyond are told to come back.</summary>
    /// <value>0 to 1,000; 16 unless set.</value>
    [AllowedRange(0, 1_000)]
    public int MaxWaitingHashes { get; set; } = 16;
}

[OptionsValidator]
internal sealed partial class PasswordsOptionsValidator : IValidateOptions<PasswordsOptions>;
