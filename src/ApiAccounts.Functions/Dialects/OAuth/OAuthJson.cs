using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>JSON as OAuth writes it: snake case, members without a value left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IntrospectionResponse))]
[JsonSerializable(typeof(OAuthErrorResponse))]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class OAuthJson : JsonSerializerContext;
