using System.Text.Json.Serialization;
using ApiAccounts.Core.Reports;
using ApiAccounts.Functions.Dialects.V1;

namespace ApiAccounts.Functions.Console;

/// <summary>The JSON of the routes below <c>/console</c>, in the form of the native routes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ConsolePasswordRequest))]
[JsonSerializable(typeof(ConsoleSessionResponse))]
[JsonSerializable(typeof(ConsoleSignInRequest))]
[JsonSerializable(typeof(Summary))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
