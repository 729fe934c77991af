using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiAccounts.Core.Kernel;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// A row as one line of JSON in ASCII: its keys, and by its name each property with its type, as in
/// <c>{"PartitionKey":"00000001","RowKey":"partner","Properties":{"Administrators":{"Int32":1}}}</c>. Of two rows that are equal the lines are.
/// </summary>
internal static class RowLine
{
    private const string PartitionKey = "PartitionKey";
    private const string RowKey = "RowKey";
    private const string Properties = "Properties";
    private const string OfTheService = "odata.";

    public static void Write(TableEntity row, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString(PartitionKey, row.PartitionKey);
        json.WriteString(RowKey, row.RowKey);
        json.WriteStartObject(Properties);
        foreach (var name in row.Keys.Where(IsKept).Order(StringComparer.Ordinal))
        {
            if (row[name] is not { } value) continue;
            json.WriteStartObject(name);
            Write(json, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is not such a line.</exception>
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
            throw new FormatException("It is no row.", exception);
        }
    }

    public static int LengthOf(TableEntity row)
    {
        var line = new ArrayBufferWriter<byte>();
        Write(row, line);
        return line.WrittenCount;
    }

    /// <summary>The same for equal rows of a table, and another for each other row: 128 bits of a SHA-256.</summary>
    public static UInt128 FingerprintOf(string table, TableEntity row)
    {
        var line = new ArrayBufferWriter<byte>();
        Encoding.UTF8.GetBytes(table, line);
        Write(row, line);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(line.WrittenSpan));
    }

    /// <summary>The keys have a place of their own, and the time and version of a row are the service's.</summary>
    private static bool IsKept(string name) =>
        name is not (PartitionKey or RowKey or nameof(TableEntity.Timestamp)) && !name.StartsWith(OfTheService, StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteString("String", text); break;
            case bool truth: json.WriteBoolean("Boolean", truth); break;
            case int number: json.WriteNumber("Int32", number); break;
            case long number: json.WriteString("Int64", number.ToString(CultureInfo.InvariantCulture)); break; // more digits than a double has
            case double number: json.WriteNumber("Double", number); break;
            case DateTimeOffset time: json.WriteString("DateTime", UtcTime.Text(time)); break;
            case DateTime time: json.WriteString("DateTime", UtcTime.Text(time)); break;
            case Guid id: json.WriteString("Guid", id); break;
            case byte[] bytes: json.WriteBase64String("Binary", bytes); break;
            case BinaryData bytes: json.WriteBase64String("Binary", bytes); break;
            default: throw new NotSupportedException($"A property holds a {value.GetType()}, which Table Storage has no type for.");
        }
    }

    private static object Read(string type, JsonElement value) => type switch
    {
        "String" => Text(value),
        "Boolean" => value.GetBoolean(),
        "Int32" => value.GetInt32(),
        "Int64" => long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "Double" => value.GetDouble() is var number && double.IsFinite(number) ? number : throw new FormatException("It is too large a number."),
        "DateTime" => UtcTime.TryParse(value.GetString(), out var time) ? time : throw new FormatException("It is no time."),
        "Guid" => value.GetGuid(),
        "Binary" => value.GetBytesFromBase64(),
        _ => throw new FormatException($"There is no type {type}."),
    };

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("A text is null.");
}
