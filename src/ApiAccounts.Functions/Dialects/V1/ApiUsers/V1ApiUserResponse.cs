using System.Text.Json.Serialization;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Overview;

namespace ApiAccounts.Functions.Dialects.V1.ApiUsers;

/// <summary>An API user in the form of the native routes.</summary>
internal sealed record V1ApiUserResponse
{
    public required string ApiUserId { get; init; }

    public required string OperatorId { get; init; }

    /// <summary>The operator's full name; present only in the overview.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operator { get; init; }

    public required string UserName { get; init; }

    /// <summary>Present only in the response that creates the secret.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public required string Description { get; init; }

    public required string Type { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null for the default.</summary>
    public required V1RateLimitResponse? RateLimit { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required V1LastUsedResponse LastUsed { get; init; }

    public required long RequestsLast30Days { get; init; }

    /// <summary>Null if the last rotation had no overlap.</summary>
    public required V1PreviousSecretResponse? PreviousSecret { get; init; }

    /// <summary>The requests of the last 30 UTC days, today last; present only in the overview if it was requested.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? DailyRequests { get; init; }

    public static V1ApiUserResponse Of(ApiUser apiUser, DateTimeOffset now, DateTimeOffset trackedSince) =>
        Of(OverviewRow.Of(apiUser, new(apiUser.OperatorId, FullName: ""), now, trackedSince)) with { Operator = null };

    public static V1ApiUserResponse Of(OverviewRow row) => new()
    {
        ApiUserId = row.Id.ToString(),
        OperatorId = row.Operator.Id.ToString(),
        Operator = row.Operator.FullName,
        UserName = row.UserName,
        Description = row.Description,
        Type = Choices.Text(row.Type),
        Enabled = row.IsEnabled,
        ExpiresAt = row.ExpiresAt,
        RateLimit = row.RateLimit is { } limit ? new(limit.Requests, limit.Seconds) : null,
        CreatedAt = row.CreatedAt,
        LastUsed = new(Choices.Text(row.LastUsed.Status), row.LastUsed.At),
        RequestsLast30Days = row.Requests,
        PreviousSecret = row.PreviousSecret is { } previous ? new(previous.EndsAt, previous.LastUsedAt) : null,
    };
}

/// <param name="Requests">The number of requests allowed at once.</param>
/// <param name="Seconds">The time in which that number is allowed again.</param>
internal sealed record V1RateLimitResponse(int Requests, int Seconds);

/// <param name="Status"><c>unknown</c>, <c>notYetUsed</c> or <c>used</c>.</param>
/// <param name="At">Null unless the status is <c>used</c>.</param>
internal sealed record V1LastUsedResponse(string Status, DateTimeOffset? At);

/// <param name="EndsAt">When the secret expires.</param>
/// <param name="LastUsedAt">The latest use since the rotation; null for none.</param>
internal sealed record V1PreviousSecretResponse(DateTimeOffset EndsAt, DateTimeOffset? LastUsedAt);

/// <param name="Added">The new API users with their secrets, which no other response has.</param>
internal sealed record V1ApiUserChangesResponse(IReadOnlyList<V1ApiUserResponse> Added, IReadOnlyList<string> Deleted);
