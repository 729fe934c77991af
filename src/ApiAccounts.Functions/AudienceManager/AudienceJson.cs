using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>JSON as this dialect writes it: camel case. Members that it does not have are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BulkDeleteRequest))]
[JsonSerializable(typeof(GroupRequest))]
[JsonSerializable(typeof(GroupResponse))]
[JsonSerializable(typeof(IReadOnlyList<GroupResponse>))]
[JsonSerializable(typeof(ListPage<GroupResponse>), TypeInfoPropertyName = "PageOfGroups")]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<PermissionRequest>))]
[JsonSerializable(typeof(IReadOnlyList<PermissionResponse>))]
[JsonSerializable(typeof(uint[]))]
[JsonSerializable(typeof(UpdatePasswordRequest))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(IReadOnlyList<UserResponse>))]
[JsonSerializable(typeof(ListPage<UserResponse>), TypeInfoPropertyName = "PageOfUsers")]
internal sealed partial class AudienceJson : JsonSerializerContext;
