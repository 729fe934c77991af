using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.Secrets;

/// <summary>
/// Creates secrets, initially and for rotations. After a rotation the previous secret stays valid for the requested time, so that
/// callers keep working until they have the new one. A secret from before an earlier rotation is revoked immediately.
/// </summary>
public sealed class SecretRotation(SecretHasher secrets, TimeProvider clock, IOptions<SecretsOptions> options)
{
    /// <summary>Days.</summary>
    public const int MaxOverlap = 30;

    /// <returns>A unique secret and its hash for storage.</returns>
    internal (string Secret, string Hash) New()
    {
        var secret = ApiSecret.New(options.Value.Prefix);
        return (secret, secrets.Hash(secret));
    }

    /// <param name="overlapDays">How long the previous secret stays valid: 0, which revokes it now, to <see cref="MaxOverlap"/>.</param>
    /// <returns>Null if the value is valid.</returns>
    internal static Error? Check(int overlapDays) => overlapDays is >= 0 and <= MaxOverlap
        ? null
        : Error.Invalid($"'overlapDays' must be between 0 and {MaxOverlap}; it is {overlapDays}.", "overlapDays");

    /// <summary>Returns what the audit trail says of a rotation.</summary>
    internal static AuditChange Change(int overlapDays) =>
        new("previousSecret", Before: null, overlapDays == 0 ? "revoked" : $"valid for {overlapDays} days");

    /// <param name="hash">The hash of the replaced secret.</param>
    /// <returns>Null if it is revoked.</returns>
    internal PreviousSecret? Replaced(string hash, int overlapDays)
    {
        if (overlapDays == 0) return null;
        var now = clock.GetUtcNow();
        return new(hash, UtcTime.ToTheSecond(now), now.AddDays(overlapDays));
    }
}
