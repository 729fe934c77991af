using System.Text.Json.Serialization;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>An API user in the form of this dialect.</summary>
internal sealed record UptrendsApiUserResponse
{
    public required string ApiUserGuid { get; init; }

    public required string OperatorGuid { get; init; }

    public required string UserName { get; init; }

    /// <summary>Present only in the response that creates the API user.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; init; }

    public required string Description { get; init; }

    public required ApiUserType ApiAccessType { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>Null if not yet used or unknown.</summary>
    public required DateTimeOffset? LastUsedDate { get; init; }

    public required LastUsedStatus LastUsedStatus { get; init; }

    public required long RequestsLast30Days { get; init; }

    public static UptrendsApiUserResponse Of(ApiUser apiUser, DateTimeOffset now, DateTimeOffset trackedSince)
    {
        var lastUsed = LastUsed.Of(apiUser.Usage, apiUser.CreatedAt, trackedSince);
        return new()
        {
            ApiUserGuid = apiUser.Id.ToString(),
            OperatorGuid = apiUser.OperatorId.ToString(),
            UserName = apiUser.UserName,
            Description = apiUser.Description,
            ApiAccessType = apiUser.Type,
            CreatedDate = apiUser.CreatedAt,
            LastUsedDate = lastUsed.At,
            LastUsedStatus = lastUsed.Status,
            RequestsLast30Days = apiUser.Usage.RequestsLast30Days(now),
        };
    }
}
