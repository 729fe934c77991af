using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>The JSON of this dialect: camel case. Unknown members are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AudienceBulkDeleteRequest))]
[JsonSerializable(typeof(AudienceCreatedUserResponse))]
[JsonSerializable(typeof(AudienceGroupRequest))]
[JsonSerializable(typeof(AudienceGroupResponse))]
[JsonSerializable(typeof(IReadOnlyList<AudienceGroupResponse>))]
[JsonSerializable(typeof(ListPage<AudienceGroupResponse>), TypeInfoPropertyName = "PageOfGroups")]
[JsonSerializable(typeof(AudienceObjectTypeResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<AudiencePermissionRequest>))]
[JsonSerializable(typeof(IReadOnlyList<AudiencePermissionResponse>))]
[JsonSerializable(typeof(uint[]))]
[JsonSerializable(typeof(AudienceUpdatePasswordRequest))]
[JsonSerializable(typeof(AudienceUserRequest))]
[JsonSerializable(typeof(AudienceUserResponse))]
[JsonSerializable(typeof(IReadOnlyList<AudienceUserResponse>))]
[JsonSerializable(typeof(ListPage<AudienceUserResponse>), TypeInfoPropertyName = "PageOfUsers")]
internal sealed partial class AudienceJson : JsonSerializerContext;
