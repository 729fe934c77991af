using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>Reads a boolean, or the text <c>"true"</c> or <c>"false"</c>, as the original writes it.</summary>
internal sealed class SpelledBooleanConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when bool.TryParse(reader.GetString(), out var value) => value,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
