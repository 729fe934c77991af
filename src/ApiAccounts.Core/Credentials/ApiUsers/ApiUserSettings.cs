using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>The changeable properties of an API user.</summary>
/// <param name="ExpiresAt">The first instant at which it is invalid; null for never.</param>
/// <param name="RateLimit">Null for the default of the settings.</param>
public sealed record ApiUserSettings(string Description, ApiUserType Type, bool IsEnabled, DateTimeOffset? ExpiresAt, RateLimit? RateLimit)
{
    /// <summary>Nothing can have expired earlier, and a storage need not represent earlier times.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Null if they are valid.</returns>
    public Error? Check() =>
        ApiUserDescription.Check(Description)
        ?? (ExpiresAt < Earliest ? Error.Invalid("The expiry must be in the year 2000 or later.", "expiresAt") : null)
        ?? RateLimit?.Check();

    /// <summary>Describes the differences; empty if there are none.</summary>
    public IReadOnlyList<AuditChange> ChangesTo(ApiUserSettings other) =>
    [
        .. new[]
        {
            AuditChange.Of("description", Description, other.Description),
            AuditChange.Of("type", $"{Type}", $"{other.Type}"),
            AuditChange.Of("enabled", IsEnabled ? "yes" : "no", other.IsEnabled ? "yes" : "no"),
            AuditChange.Of("expiresAt", Expiry.Text(ExpiresAt), Expiry.Text(other.ExpiresAt)),
            AuditChange.Of("rateLimit", Text(RateLimit), Text(other.RateLimit)),
        }.OfType<AuditChange>(),
    ];

    private static string Text(RateLimit? limit) => limit?.ToString() ?? "default";
}
