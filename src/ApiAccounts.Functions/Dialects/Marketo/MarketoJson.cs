using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>The JSON of this dialect: camel case, except for <c>userid</c>. Unknown members are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(MarketoTimeConverter)])]
[JsonSerializable(typeof(MarketoErrorsResponse))]
[JsonSerializable(typeof(MarketoFailureResponse))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(MarketoInvitationResponse))]
[JsonSerializable(typeof(MarketoInviteRequest))]
[JsonSerializable(typeof(IReadOnlyList<MarketoRoleResponse>))]
[JsonSerializable(typeof(IReadOnlyList<MarketoRoleWorkspaceRequest>))]
[JsonSerializable(typeof(IReadOnlyList<MarketoRoleWorkspaceResponse>))]
[JsonSerializable(typeof(IReadOnlyList<MarketoUserSummaryResponse>))]
[JsonSerializable(typeof(IReadOnlyList<MarketoWorkspaceResponse>))]
[JsonSerializable(typeof(MarketoRoleWorkspacesRequest))]
[JsonSerializable(typeof(MarketoStatsResponse<MarketoDayOfErrorsResponse>), TypeInfoPropertyName = "ErrorStats")]
[JsonSerializable(typeof(MarketoStatsResponse<MarketoDayOfUsageResponse>), TypeInfoPropertyName = "UsageStats")]
[JsonSerializable(typeof(MarketoUpdateUserRequest))]
[JsonSerializable(typeof(MarketoUserResponse))]
internal sealed partial class MarketoJson : JsonSerializerContext;
