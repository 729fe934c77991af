using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Uptrends;

/// <summary>JSON as this dialect writes it: Pascal case, names of enumerations, times without a zone.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNameCaseInsensitive = true, Converters = [typeof(UptrendsTimeConverter)])]
[JsonSerializable(typeof(ApiUserRequest))]
[JsonSerializable(typeof(ApiUserResponse))]
[JsonSerializable(typeof(IReadOnlyList<ApiUserResponse>))]
[JsonSerializable(typeof(AuthorizationBody))]
[JsonSerializable(typeof(IReadOnlyList<AuthorizationBody>))]
[JsonSerializable(typeof(GroupMemberResponse))]
[JsonSerializable(typeof(IReadOnlyList<GroupMemberResponse>))]
[JsonSerializable(typeof(MessagesResponse))]
[JsonSerializable(typeof(OperatorGroupRequest))]
[JsonSerializable(typeof(OperatorGroupResponse))]
[JsonSerializable(typeof(IReadOnlyList<OperatorGroupResponse>))]
[JsonSerializable(typeof(OperatorRequest))]
[JsonSerializable(typeof(OperatorResponse))]
[JsonSerializable(typeof(IReadOnlyList<OperatorResponse>))]
[JsonSerializable(typeof(RegisterResponse))]
internal sealed partial class UptrendsJson : JsonSerializerContext;
