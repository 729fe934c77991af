using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>What is known of an API user before it is made.</summary>
public sealed record NewApiUser(string Description)
{
    public ApiUserType Type { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null for the default of the settings.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <returns>Null when it may be made.</returns>
    public Error? Check(DateTimeOffset now) =>
        ApiUserDescription.Check(Description)
        ?? Expiry.CheckToCome(ExpiresAt, now)
        ?? RateLimit?.Check();
}
