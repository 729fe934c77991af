using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Credentials.Secrets;

/// <summary>
/// Makes secrets, for what is new and for what gets another. When it gets another, the one before lives on for as long as asked, so that nothing
/// stops while the new one is brought to where it is used; one from before an earlier rotation ends at once.
/// </summary>
public sealed class SecretRotation(SecretHasher secrets, TimeProvider clock, IOptions<SecretsOptions> options)
{
    /// <summary>Days.</summary>
    public const int MaxOverlap = 30;

    /// <returns>A secret that nobody has, and what is kept of it.</returns>
    internal (string Secret, string Hash) New()
    {
        var secret = ApiSecret.New(options.Value.Prefix);
        return (secret, secrets.Hash(secret));
    }

    /// <param name="overlapDays">How long the secret before lives on: from 0, which ends it now, to <see cref="MaxOverlap"/>.</param>
    /// <returns>Null for a good one.</returns>
    internal static Error? Check(int overlapDays) => overlapDays is >= 0 and <= MaxOverlap
        ? null
        : Error.Invalid($"The overlap is {overlapDays} days; it may be from 0 to {MaxOverlap}.", "overlapDays");

    /// <summary>What the audit trail says.</summary>
    internal static string Words(int overlapDays) =>
        overlapDays == 0 ? "The secret before ended." : $"The secret before lives on for {overlapDays} days.";

    /// <param name="hash">Of the secret that is replaced now.</param>
    /// <returns>Null where it does not live on.</returns>
    internal PreviousSecret? Replaced(string hash, int overlapDays)
    {
        if (overlapDays == 0) return null;
        var now = clock.GetUtcNow();
        return new(hash, UtcTime.ToTheSecond(now), now.AddDays(overlapDays));
    }
}
