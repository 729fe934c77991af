using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// Reads times in the forms of <see cref="UtcTime"/> and in those that the documentation of the original prints. Writes the form of
/// <c>user.json</c>: <c>2027-12-31T08:00:00.000t+0000</c>.
/// </summary>
internal class MarketoTimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Originals =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFF't'zzz", "yyyyMMdd'T'HH:mm:ss.FFF't'zzz", "yyyy-MM-dd'T'HH:mm:ss.FFF't'Z", "yyyyMMdd'T'HH:mm:ss.FFF't'Z",
    ];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new WrongTimeException();
        var text = reader.GetString();
        if (UtcTime.TryParse(text, out var time)) return time;
        return DateTimeOffset.TryParseExact(
            text, Originals, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
                ? time
                : throw new WrongTimeException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff't+0000'", CultureInfo.InvariantCulture));
}

/// <summary>
/// Writes the form of invitations and roles: <c>20271231T08:00:00.0t+0000</c>, with milliseconds as a number without padding.
/// </summary>
internal sealed class MarketoShortTimeConverter : MarketoTimeConverter
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(
            CultureInfo.InvariantCulture, $"{value.UtcDateTime:yyyyMMdd'T'HH:mm:ss}.{value.UtcDateTime.Millisecond}t+0000"));
}
