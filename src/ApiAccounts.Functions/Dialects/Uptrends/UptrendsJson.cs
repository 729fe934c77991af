using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The JSON of this dialect: Pascal case, enumerations by name, times without a zone.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNameCaseInsensitive = true, Converters = [typeof(UptrendsTimeConverter)])]
[JsonSerializable(typeof(UptrendsApiUserRequest))]
[JsonSerializable(typeof(UptrendsApiUserResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(UptrendsAccountResponse))]
[JsonSerializable(typeof(IReadOnlyList<UptrendsGroupAuthorizationResponse>))]
[JsonSerializable(typeof(IReadOnlyList<UptrendsGroupOfOperatorResponse>))]
[JsonSerializable(typeof(UptrendsGroupMemberResponse))]
[JsonSerializable(typeof(UptrendsMessagesResponse))]
[JsonSerializable(typeof(UptrendsOperatorGroupRequest))]
[JsonSerializable(typeof(UptrendsOperatorGroupResponse))]
[JsonSerializable(typeof(UptrendsOperatorRequest))]
[JsonSerializable(typeof(UptrendsOperatorResponse))]
[JsonSerializable(typeof(UptrendsRegisterResponse))]
internal sealed partial class UptrendsJson : JsonSerializerContext;
