namespace ApiAccounts.Core.ApiUsers;

/// <summary>The secret that a rotation replaced, and that was given some time to live on.</summary>
/// <param name="Hash">As <see cref="Access.SecretHasher"/> made it.</param>
/// <param name="Since">When the rotation was, to the second, as uses are seen.</param>
/// <param name="EndsAt">From this instant on it does not work.</param>
public sealed record PreviousSecret(string Hash, DateTimeOffset Since, DateTimeOffset EndsAt)
{
    public bool WorksAt(DateTimeOffset time) => time < EndsAt;
}
