using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Marketo;

/// <summary>JSON as this dialect writes it: camel case, but for <c>userid</c>. Members that it does not have are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(MarketoTimeConverter)])]
[JsonSerializable(typeof(ErrorsResponse))]
[JsonSerializable(typeof(FailureResponse))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(InvitationResponse))]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(IReadOnlyList<RoleResponse>))]
[JsonSerializable(typeof(IReadOnlyList<RoleWorkspaceRequest>))]
[JsonSerializable(typeof(IReadOnlyList<RoleWorkspaceResponse>))]
[JsonSerializable(typeof(IReadOnlyList<UserSummaryResponse>))]
[JsonSerializable(typeof(IReadOnlyList<WorkspaceResponse>))]
[JsonSerializable(typeof(RoleWorkspacesRequest))]
[JsonSerializable(typeof(StatsResponse<DayOfErrorsResponse>), TypeInfoPropertyName = "ErrorStats")]
[JsonSerializable(typeof(StatsResponse<DayOfUsageResponse>), TypeInfoPropertyName = "UsageStats")]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(UserResponse))]
internal sealed partial class MarketoJson : JsonSerializerContext;
