using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// A time in the form of <see cref="UtcTime"/>. Reading also accepts <c>20261231T00:00:00.000t+0000</c>, the form in the documentation of
/// the original.
/// </summary>
internal sealed class MarketoTimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Original = ["yyyyMMdd'T'HH:mm:ss.fff't'zzz"];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new WrongTimeException();
        var text = reader.GetString();
        if (UtcTime.TryParse(text, out var time)) return time;
        return DateTimeOffset.TryParseExact(text, Original, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time)
            ? time
            : throw new WrongTimeException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value));
}
