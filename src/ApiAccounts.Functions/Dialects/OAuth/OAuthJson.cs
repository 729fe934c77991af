using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The JSON of OAuth: snake case, without null members.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IntrospectionResponse))]
[JsonSerializable(typeof(MetadataResponse))]
[JsonSerializable(typeof(OAuthErrorResponse))]
[JsonSerializable(typeof(RevokedResponse))]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class OAuthJson : JsonSerializerContext;
