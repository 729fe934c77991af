using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiAccounts.Core.Kernel;

internal static class CompactJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a queue message: a JSON object of one version.</summary>
    /// <param name="members">The other required members, worded to follow the version in the error message.</param>
    /// <param name="read">Reads the object. Returns null if a member is missing or wrong.</param>
    public static Result<T> ReadMessage<T>(string json, int version, string members, Func<JsonElement, T?> read)
        where T : struct
    {
        try
        {
            var message = JsonElement.Parse(json);
            return message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("version", out var property) && property.ValueKind == JsonValueKind.Number
                && property.TryGetInt32(out var number) && number == version
                && read(message) is { } value
                    ? value
                    : Error.Malformed($"The message is not an object with \"version\" {version}{members}.");
        }
        // InvalidOperationException: the text is not valid Unicode.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Error.Malformed("The message is not JSON.");
        }
    }
}
