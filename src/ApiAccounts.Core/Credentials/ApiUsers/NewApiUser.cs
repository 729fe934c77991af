namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>The properties of an API user to create.</summary>
public sealed record NewApiUser(string Description)
{
    public ApiUserType Type { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null for the default of the settings.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <returns>Null if they are valid.</returns>
    public Error? Check(DateTimeOffset now) =>
        ApiUserDescription.Check(Description)
        ?? Expiry.CheckIsFuture(ExpiresAt, now)
        ?? RateLimit?.Check();
}
