using ApiAccounts.Core.ApiUsers;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.RateLimits;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

/// <summary>Accounts, <c>bucket-{n}</c> / <c>{pid}|user|{userId}|{random}</c>: the credential and, beside it, its usage (<see cref="UsageColumns"/>).</summary>
internal static class ApiUserRow
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string Description = "Description";
    public const string Type = "Type";
    public const string CreatedAt = "CreatedAt";
    public const string SecretHash = "SecretHash";
    public const string IsEnabled = "IsEnabled";
    public const string ExpiresAt = "ExpiresAt";
    public const string PreviousSecretHash = "PreviousSecretHash";
    public const string PreviousSecretSince = "PreviousSecretSince";
    public const string PreviousSecretEndsAt = "PreviousSecretEndsAt";
    public const string RateLimitRequests = "RateLimitRequests";
    public const string RateLimitSeconds = "RateLimitSeconds";

    /// <summary>Stands for no rate limit where there may have been one.</summary>
    private const int NoLimit = 0;

    /// <summary>Stands for no expiry where there may have been one: a merge cannot take a property away.</summary>
    internal static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    public static TableEntity Write(ApiUser apiUser)
    {
        var row = new TableEntity(AccountsKeys.Bucket(apiUser.Id.Bucket), AccountsKeys.ApiUser(apiUser.Id))
        {
            [Row.Shape] = Row.CurrentShape,
            [Id] = apiUser.Id.ToString(),
            [OperatorId] = apiUser.OperatorId.ToString(),
            [Description] = apiUser.Description,
            [Type] = apiUser.Type.ToString(),
            [CreatedAt] = apiUser.CreatedAt,
            [IsEnabled] = apiUser.IsEnabled,
            [ExpiresAt] = apiUser.ExpiresAt,
            [RateLimitRequests] = apiUser.RateLimit?.Requests,
            [RateLimitSeconds] = apiUser.RateLimit?.Seconds,
        };
        WriteSecrets(row, apiUser);
        UsageColumns.Write(row, apiUser.Usage);
        return row;
    }

    /// <summary>For merging: what may be changed, and nothing else.</summary>
    public static TableEntity WriteSettings(AccountId id, ApiUserSettings settings) => new(AccountsKeys.Bucket(id.Bucket), AccountsKeys.ApiUser(id))
    {
        [Description] = settings.Description,
        [Type] = settings.Type.ToString(),
        [IsEnabled] = settings.IsEnabled,
        [ExpiresAt] = settings.ExpiresAt ?? Never,
        [RateLimitRequests] = settings.RateLimit?.Requests ?? NoLimit,
        [RateLimitSeconds] = settings.RateLimit?.Seconds ?? NoLimit,
    };

    /// <summary>For merging: the secrets, and nothing else.</summary>
    public static TableEntity WriteSecrets(ApiUser apiUser)
    {
        var row = new TableEntity(AccountsKeys.Bucket(apiUser.Id.Bucket), AccountsKeys.ApiUser(apiUser.Id)) { [PreviousSecretHash] = "" };
        WriteSecrets(row, apiUser);
        return row;
    }

    public static ApiUser Read(TableEntity row) => new()
    {
        Id = row.Id(Id),
        OperatorId = row.Id(OperatorId),
        Description = row.Text(Description),
        Type = row.Enum<ApiUserType>(Type),
        CreatedAt = row.Time(CreatedAt),
        SecretHash = row.Text(SecretHash),
        IsEnabled = row.GetBoolean(IsEnabled) ?? false,
        ExpiresAt = row.GetDateTimeOffset(ExpiresAt) is { } time && time != Never ? time : null,
        PreviousSecret = row.GetString(PreviousSecretHash) is { Length: > 0 } hash
            ? new(hash, row.Time(PreviousSecretSince), row.Time(PreviousSecretEndsAt))
            : null,
        RateLimit = ReadRateLimit(row),
        Usage = UsageColumns.Read(row),
    };

    internal static RateLimit? ReadRateLimit(TableEntity row) =>
        row.GetInt32(RateLimitRequests) is { } requests && requests != NoLimit ? new(requests, row.GetInt32(RateLimitSeconds) ?? NoLimit) : null;

    /// <summary>Without a previous secret its hash is left as it is: an empty one stands for none.</summary>
    private static void WriteSecrets(TableEntity row, ApiUser apiUser)
    {
        row[SecretHash] = apiUser.SecretHash;
        if (apiUser.PreviousSecret is not { } previous) return;
        row[PreviousSecretHash] = previous.Hash;
        row[PreviousSecretSince] = previous.Since;
        row[PreviousSecretEndsAt] = previous.EndsAt;
    }
}
