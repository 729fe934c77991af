using System.Text.Json.Serialization;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Functions.Dialects.V1.ApiUsers;

namespace ApiAccounts.Functions.Dialects.V1.CustomServices;

/// <summary>A custom service in the form of the native routes.</summary>
internal sealed record V1CustomServiceResponse
{
    /// <summary>The id of the custom service.</summary>
    public required string ClientId { get; init; }

    /// <summary>Present only in the response that creates the secret.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientSecret { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string OperatorId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required V1LastUsedResponse LastUsed { get; init; }

    public required long RequestsLast30Days { get; init; }

    /// <summary>Null if the last rotation had no overlap.</summary>
    public required V1PreviousSecretResponse? PreviousSecret { get; init; }

    public static V1CustomServiceResponse Of(CustomService service, DateTimeOffset now, DateTimeOffset trackedSince)
    {
        var lastUsed = Core.Usage.LastUsed.Of(service.Usage, service.CreatedAt, trackedSince);
        return new()
        {
            ClientId = service.Id.ToString(),
            Name = service.Name,
            Description = service.Description,
            OperatorId = service.OperatorId.ToString(),
            CreatedAt = service.CreatedAt,
            LastUsed = new(Choices.Text(lastUsed.Status), lastUsed.At),
            RequestsLast30Days = service.Usage.RequestsLast30Days(now),
            PreviousSecret = service.PreviousSecret is { } previous ? new(previous.EndsAt, service.PreviousSecretLastUsed) : null,
        };
    }
}
