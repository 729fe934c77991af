using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>Reads a boolean, or an empty string as null.</summary>
internal sealed class UnsetBooleanConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when reader.ValueTextEquals("") => null,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only requests have such a boolean.");
}
