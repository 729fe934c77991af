using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes rows as OData JSON, one after the other, into one buffer.</summary>
internal sealed class EntityWriter(IBufferWriter<byte> output) : IDisposable
{
    private const int LongestNumber = 20;
    private const int LongestTime = 33;
    private const int UsualNameLength = 255;
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { SkipValidation = true });

    /// <exception cref="NotSupportedException">The entity is not a <see cref="TableEntity"/>, or a value has no type there.</exception>
    /// <exception cref="ArgumentException">A number is infinite: the service could keep it, the package does not send it.</exception>
    public void Write(ITableEntity entity)
    {
        json.Reset();
        json.WriteStartObject();
        foreach (var (name, value) in Properties(entity))
        {
            // The service sets the time and the ETag; a null would not change the row anyway.
            if (value is not null && name is not (PropertyName.Timestamp or PropertyName.ETag)) Write(name, value);
        }
        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    private static IDictionary<string, object> Properties(ITableEntity entity) => entity as TableEntity
        ?? throw new NotSupportedException($"This stand-in writes {nameof(TableEntity)} only, not {entity.GetType()}.");

    private void Write(string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                Annotate(name, "Edm.Int64"u8);
                WriteText(name, number);
                break;
            case double number:
                Annotate(name, "Edm.Double"u8);
                if (double.IsNaN(number)) json.WriteString(name, "NaN"u8);
                else json.WriteNumber(name, number);
                break;
            case DateTimeOffset time:
                Annotate(name, "Edm.DateTime"u8);
                WriteTime(name, time.UtcDateTime);
                break;
            case DateTime time:
                if (time.Kind != DateTimeKind.Utc) throw new NotSupportedException($"The time in '{name}' is {time.Kind}: it must be UTC.");
                Annotate(name, "Edm.DateTime"u8);
                WriteTime(name, time);
                break;
            case Guid id:
                Annotate(name, "Edm.Guid"u8);
                json.WriteString(name, id);
                break;
            case byte[] bytes:
                Annotate(name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData bytes:
                Annotate(name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes.ToMemory().Span);
                break;
            case decimal number:
                json.WriteNumber(name, number); // untyped: the service keeps it as a double
                break;
            default:
                throw new NotSupportedException($"The property '{name}' holds a {value.GetType()}, which has no type in Table Storage.");
        }
    }

    private void Annotate(string name, ReadOnlySpan<byte> type)
    {
        var length = name.Length + PropertyName.TypeSuffix.Length;
        var annotation = name.Length <= UsualNameLength ? stackalloc char[length] : new char[length];
        name.CopyTo(annotation);
        PropertyName.TypeSuffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation, type);
    }

    private void WriteText(string name, long number)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    private void WriteTime(string name, DateTime time)
    {
        Span<byte> text = stackalloc byte[LongestTime];
        time.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
