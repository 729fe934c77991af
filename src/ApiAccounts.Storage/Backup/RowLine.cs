using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// A row as one line of JSON in ASCII: its keys, and each property by name, with its type, such as
/// <c>{"PartitionKey":"00000001","RowKey":"partner","Properties":{"Administrators":{"Int32":1}}}</c>. Equal rows have equal lines.
/// </summary>
internal static class RowLine
{
    private const string PartitionKey = "PartitionKey";
    private const string RowKey = "RowKey";
    private const string Properties = "Properties";
    private const string ServicePrefix = "odata.";

    public static void Write(TableEntity row, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString(PartitionKey, row.PartitionKey);
        json.WriteString(RowKey, row.RowKey);
        json.WriteStartObject(Properties);
        foreach (var name in row.Keys.Where(IsSaved).Order(StringComparer.Ordinal))
        {
            if (row[name] is not { } value) continue;
            json.WriteStartObject(name);
            Write(json, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The line is not a row.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            var json = JsonElement.Parse(line);
            var row = new TableEntity(Text(json.GetProperty(PartitionKey)), Text(json.GetProperty(RowKey)));
            foreach (var property in json.GetProperty(Properties).EnumerateObject())
            {
                var typed = property.Value.EnumerateObject().Single();
                row[property.Name] = Read(typed.Name, typed.Value);
            }
            return row;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The line is not a row.", exception);
        }
    }

    public static int LengthOf(TableEntity row)
    {
        var line = new ArrayBufferWriter<byte>();
        Write(row, line);
        return line.WrittenCount;
    }

    /// <summary>Computes 128 bits of a SHA-256, which are the same only for equal rows of the same table.</summary>
    public static UInt128 FingerprintOf(string table, TableEntity row)
    {
        var line = new ArrayBufferWriter<byte>();
        Encoding.UTF8.GetBytes(table, line);
        Write(row, line);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(line.WrittenSpan));
    }

    /// <summary>The keys are saved separately, and the service sets the time and version of a row.</summary>
    private static bool IsSaved(string name) =>
        name is not (PartitionKey or RowKey or nameof(TableEntity.Timestamp)) && !name.StartsWith(ServicePrefix, StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteString("String", text); break;
            case bool truth: json.WriteBoolean("Boolean", truth); break;
            case int number: json.WriteNumber("Int32", number); break;
            case long number: json.WriteString("Int64", number.ToString(CultureInfo.InvariantCulture)); break; // a double would lose digits
            case double number: json.WriteNumber("Double", number); break;
            case DateTimeOffset time: json.WriteString("DateTime", UtcTime.Text(time)); break;
            case DateTime time: json.WriteString("DateTime", UtcTime.Text(time)); break;
            case Guid id: json.WriteString("Guid", id); break;
            case byte[] bytes: json.WriteBase64String("Binary", bytes); break;
            case BinaryData bytes: json.WriteBase64String("Binary", bytes); break;
            default: throw new NotSupportedException($"A property has the type {value.GetType()}, which Table Storage does not support.");
        }
    }

    private static object Read(string type, JsonElement value) => type switch
    {
        "String" => Text(value),
        "Boolean" => value.GetBoolean(),
        "Int32" => value.GetInt32(),
        "Int64" => long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "Double" => value.GetDouble() is var number && double.IsFinite(number)
            ? number
            : throw new FormatException("The number is too large."),
        "DateTime" => UtcTime.TryParse(value.GetString(), out var time) ? time : throw new FormatException("The value is not a time."),
        "Guid" => value.GetGuid(),
        "Binary" => value.GetBytesFromBase64(),
        _ => throw new FormatException($"The type {type} is unknown."),
    };

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("A text is null.");
}
