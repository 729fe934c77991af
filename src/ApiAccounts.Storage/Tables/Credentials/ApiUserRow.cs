using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// Accounts, <c>bucket-{n}</c> / <c>{pid}|user|{userId}|{random}</c>: the credential (<see cref="CredentialColumns"/>) and its usage
/// (<see cref="UsageColumns"/>).
/// </summary>
internal static class ApiUserRow
{
    public const string Type = "Type";
    public const string IsEnabled = "IsEnabled";
    public const string ExpiresAt = "ExpiresAt";
    public const string RateLimitRequests = "RateLimitRequests";
    public const string RateLimitSeconds = "RateLimitSeconds";

    /// <summary>Represents no rate limit, because a merge cannot remove a property.</summary>
    private const int NoLimit = 0;

    /// <summary>Represents no expiry, because a merge cannot remove a property.</summary>
    internal static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    public static TableEntity Write(ApiUser apiUser)
    {
        var row = new TableEntity(AccountsKeys.Bucket(apiUser.Id.Bucket), AccountsKeys.Account(apiUser.Id))
        {
            [Row.Shape] = Row.CurrentShape,
            [CredentialColumns.Id] = apiUser.Id.ToString(),
            [CredentialColumns.OperatorId] = apiUser.OperatorId.ToString(),
            [CredentialColumns.Description] = apiUser.Description,
            [Type] = apiUser.Type.ToString(),
            [CredentialColumns.CreatedAt] = apiUser.CreatedAt,
            [IsEnabled] = apiUser.IsEnabled,
            [ExpiresAt] = apiUser.ExpiresAt,
            [RateLimitRequests] = apiUser.RateLimit?.Requests,
            [RateLimitSeconds] = apiUser.RateLimit?.Seconds,
        };
        CredentialColumns.WriteSecrets(row, apiUser.SecretHash, apiUser.PreviousSecret);
        CredentialColumns.WriteCeiling(row, apiUser.Ceiling);
        UsageColumns.Write(row, apiUser.Usage);
        return row;
    }

    /// <summary>Writes only the settings, for a merge.</summary>
    public static TableEntity WriteSettings(AccountId id, ApiUserSettings settings) => new(
        AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id))
    {
        [CredentialColumns.Description] = settings.Description,
        [Type] = settings.Type.ToString(),
        [IsEnabled] = settings.IsEnabled,
        [ExpiresAt] = settings.ExpiresAt ?? Never,
        [RateLimitRequests] = settings.RateLimit?.Requests ?? NoLimit,
        [RateLimitSeconds] = settings.RateLimit?.Seconds ?? NoLimit,
    };

    /// <summary>Writes only the secrets and their ceiling, for a merge.</summary>
    public static TableEntity WriteSecrets(ApiUser apiUser)
    {
        var row = CredentialColumns.AddressOf(apiUser.Id);
        row[CredentialColumns.PreviousSecretHash] = "";
        CredentialColumns.WriteSecrets(row, apiUser.SecretHash, apiUser.PreviousSecret);
        CredentialColumns.WriteCeiling(row, apiUser.Ceiling);
        return row;
    }

    public static ApiUser Read(TableEntity row) => new()
    {
        Id = row.Id(CredentialColumns.Id),
        OperatorId = row.Id(CredentialColumns.OperatorId),
        Description = row.Text(CredentialColumns.Description),
        Type = row.Enum<ApiUserType>(Type),
        CreatedAt = row.Time(CredentialColumns.CreatedAt),
        SecretHash = row.Text(CredentialColumns.SecretHash),
        IsEnabled = row.GetBoolean(IsEnabled) ?? false,
        ExpiresAt = row.GetDateTimeOffset(ExpiresAt) is { } time && time != Never ? time : null,
        PreviousSecret = CredentialColumns.ReadPreviousSecret(row),
        Ceiling = CredentialColumns.ReadCeiling(row),
        RateLimit = ReadRateLimit(row),
        Usage = UsageColumns.Read(row),
    };

    internal static RateLimit? ReadRateLimit(TableEntity row) =>
        row.GetInt32(RateLimitRequests) is { } requests && requests != NoLimit
            ? new(requests, row.GetInt32(RateLimitSeconds) ?? NoLimit)
            : null;
}
