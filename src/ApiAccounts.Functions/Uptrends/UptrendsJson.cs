using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Uptrends;

/// <summary>JSON as this dialect writes it: Pascal case, names of enumerations, times without a zone.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNameCaseInsensitive = true, Converters = [typeof(UptrendsTimeConverter)])]
[JsonSerializable(typeof(ApiUserRequest))]
[JsonSerializable(typeof(ApiUserResponse))]
[JsonSerializable(typeof(IReadOnlyList<ApiUserResponse>))]
[JsonSerializable(typeof(MessagesResponse))]
[JsonSerializable(typeof(RegisterResponse))]
internal sealed partial class UptrendsJson : JsonSerializerContext;
