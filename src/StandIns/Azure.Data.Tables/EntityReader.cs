using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads rows from OData JSON with minimal metadata.</summary>
internal static class EntityReader
{
    /// <summary>Reads one row: the whole document.</summary>
    public static TableEntity ReadOne(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        reader.Read();
        return Read(ref reader, new(), 0);
    }

    /// <summary>Reads a page of rows: the array <c>value</c> of the document.</summary>
    public static List<TableEntity> ReadPage(ReadOnlySpan<byte> document)
    {
        var entities = new List<TableEntity>();
        var names = new SeenNames();
        var reader = new Utf8JsonReader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isRows)
            {
                reader.Skip();
                continue;
            }
            var properties = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var entity = Read(ref reader, names, properties);
                properties = entity.Count;
                entities.Add(entity);
            }
        }
        return entities;
    }

    /// <param name="properties">How many the row is likely to have.</param>
    private static TableEntity Read(ref Utf8JsonReader reader, SeenNames names, int properties)
    {
        var entity = new TableEntity(properties);
        Dictionary<string, string>? types = null; // of properties yet to come; usually the type is said just before
        string? typed = null;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, typeOf) = names.Read(ref reader);
            reader.Read();
            if (typeOf is not null)
            {
                if (typed is not null) (types ??= [])[typed] = type!;
                (typed, type) = (typeOf, EdmTypeOf(ref reader));
                if (!entity.TryGetValue(typed, out var early)) continue;
                entity.Remove(typed);
                entity[typed] = early is string text ? Convert(text, type) : early;
                typed = null;
            }
            else if (name != PropertyName.Metadata)
            {
                var known = typed == name ? type : types?.GetValueOrDefault(name);
                if (typed == name) typed = null;
                entity[name] = Value(ref reader, name == PropertyName.Timestamp ? EdmType.DateTime : known);
            }
        }
        return entity;
    }

    private static string EdmTypeOf(ref Utf8JsonReader reader)
    {
        foreach (var type in EdmType.All)
        {
            if (reader.ValueTextEquals(type)) return type;
        }
        throw new NotSupportedException($"The service sent a property of the type {reader.GetString()}, which this client does not know.");
    }

    private static object? Value(ref Utf8JsonReader reader, string? type) => reader.TokenType switch
    {
        JsonTokenType.String => type switch
        {
            null => reader.GetString(),
            EdmType.Binary => reader.GetBytesFromBase64(),
            EdmType.DateTime when reader.TryGetDateTimeOffset(out var time) => time,
            EdmType.Guid when reader.TryGetGuid(out var id) => id,
            EdmType.Int64 when Utf8Parser.TryParse(reader.ValueSpan, out long number, out var used) && used == reader.ValueSpan.Length => number,
            _ => Convert(reader.GetString()!, type),
        },
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when type == EdmType.Double => reader.GetDouble(),
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"A property of a row holds a {reader.TokenType}."),
    };

    private static object Convert(string text, string type) => type switch
    {
        EdmType.Binary => System.Convert.FromBase64String(text),
        EdmType.DateTime => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        EdmType.Double => double.Parse(text, CultureInfo.InvariantCulture),
        EdmType.Guid => Guid.Parse(text),
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };
}
