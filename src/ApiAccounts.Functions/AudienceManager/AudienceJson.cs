using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>JSON as the Audience Manager dialect writes it: camel case. Members that it does not have are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UpdatePasswordRequest))]
internal sealed partial class AudienceJson : JsonSerializerContext;
