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
    /// <param name="members">What else it has to have, in words that follow those about the version.</param>
    /// <param name="read">Null when the object has not what it should.</param>
    public static Result<T> ReadMessage<T>(string json, int version, string members, Func<JsonElement, T?> read)
        where T : struct
    {
        try
        {
            var message = JsonElement.Parse(json);
            return message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("version", out var told) && told.ValueKind == JsonValueKind.Number
                && told.TryGetInt32(out var number) && number == version
                && read(message) is { } value
                    ? value
                    : Error.Malformed($"The message is not an object with \"version\" {version}{members}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for text that is no valid Unicode
        {
            return Error.Malformed("The message is not JSON.");
        }
    }
}
