using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Credentials.Secrets;

/// <summary>A secret that a rotation replaced and that stays valid for a grace period.</summary>
/// <param name="Hash">The hash from <see cref="SecretHasher"/>.</param>
/// <param name="Since">The time of the rotation, to the second, the precision of recorded uses.</param>
/// <param name="EndsAt">The first instant at which it is invalid.</param>
public sealed record PreviousSecret(string Hash, DateTimeOffset Since, DateTimeOffset EndsAt)
{
    public bool WorksAt(DateTimeOffset time) => time < EndsAt;

    /// <summary>Returns its latest use since the rotation that made it previous; null if there was none.</summary>
    public DateTimeOffset? LastUsedIn(AccountUsage usage) => usage.PreviousSecretLastUsed >= Since ? usage.PreviousSecretLastUsed : null;
}
