using ApiAccounts.Core.Access;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Credentials.Secrets;

/// <summary>The secret that a rotation replaced, and that was given some time to live on.</summary>
/// <param name="Hash">As <see cref="SecretHasher"/> made it.</param>
/// <param name="Since">When the rotation was, to the second, as uses are seen.</param>
/// <param name="EndsAt">From this instant on it does not work.</param>
public sealed record PreviousSecret(string Hash, DateTimeOffset Since, DateTimeOffset EndsAt)
{
    public bool WorksAt(DateTimeOffset time) => time < EndsAt;

    /// <summary>Its latest use since the rotation that made it previous; null when none was seen.</summary>
    public DateTimeOffset? LastUsedIn(AccountUsage usage) => usage.PreviousSecretLastUsed >= Since ? usage.PreviousSecretLastUsed : null;
}
