using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>The columns of an <see cref="ApiUserRow"/> that the overview needs.</summary>
internal static class ApiUserOverviewRow
{
    /// <summary>The columns to read. They exclude the hash of the current secret.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        CredentialColumns.Id, CredentialColumns.OperatorId, CredentialColumns.Description, CredentialColumns.CreatedAt,
        ApiUserRow.Type, ApiUserRow.IsEnabled, ApiUserRow.ExpiresAt, ApiUserRow.RateLimitRequests, ApiUserRow.RateLimitSeconds,
        CredentialColumns.PreviousSecretHash, CredentialColumns.PreviousSecretSince, CredentialColumns.PreviousSecretEndsAt,
        UsageColumns.LastUsed, UsageColumns.Hours, UsageColumns.PreviousSecretLastUsed,
    ];

    /// <returns>Null if the scan does not include the operator.</returns>
    public static OverviewRow? Read(TableEntity row, AccountId id, OverviewScan scan)
    {
        if (!scan.Operators.TryGetValue(row.Id(CredentialColumns.OperatorId), out var holder)) return null;
        var createdAt = row.Time(CredentialColumns.CreatedAt);
        return new()
        {
            Id = id,
            Operator = holder,
            Description = row.Text(CredentialColumns.Description),
            Type = row.Enum<ApiUserType>(ApiUserRow.Type),
            IsEnabled = row.GetBoolean(ApiUserRow.IsEnabled) ?? false,
            CreatedAt = createdAt,
            ExpiresAt = row.GetDateTimeOffset(ApiUserRow.ExpiresAt) is { } time && time != ApiUserRow.Never ? time : null,
            RateLimit = ApiUserRow.ReadRateLimit(row),
            LastUsed = LastUsed.Of(row.GetDateTimeOffset(UsageColumns.LastUsed), createdAt, scan.TrackedSince),
            Requests = AccountUsage.RequestsLast30Days(row.GetBinary(UsageColumns.Hours), scan.Now),
            PreviousSecret = PreviousSecret(row),
        };
    }

    private static OverviewPreviousSecret? PreviousSecret(TableEntity row)
    {
        if (row.GetString(CredentialColumns.PreviousSecretHash) is not { Length: > 0 }) return null;
        var lastUsed = row.GetDateTimeOffset(UsageColumns.PreviousSecretLastUsed);
        if (lastUsed < row.Time(CredentialColumns.PreviousSecretSince)) lastUsed = null;
        return new(row.Time(CredentialColumns.PreviousSecretEndsAt), lastUsed);
    }
}
