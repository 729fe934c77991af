using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ApiAccounts.Functions.Http;

/// <summary>Reads the JSON body of a request.</summary>
internal static class JsonBody
{
    /// <summary>White space (RFC 8259, section 2).</summary>
    public static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    /// <inheritdoc cref="Read"/>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        (await RequestBody.ReadAsync(request, cancellationToken)).TryGet(out var body, out var error) ? Read(body.Span, type) : error;

    /// <returns>The value, or an error with the path of the wrong member.</returns>
    public static Result<T> Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value
                ? value
                : Error.Malformed("The body must be a JSON object; it is null.", "$");
        }
        catch (JsonException exception)
        {
            return Error.Malformed(Describe(exception), exception.Path);
        }
    }

    /// <summary>Whether the body begins like an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> body) => body.IndexOfAnyExcept(Blanks) is >= 0 and var first && body[first] == '[';

    /// <summary>Describes the position only, because the messages of the serializer reveal type names of this code.</summary>
    private static string Describe(JsonException exception)
    {
        var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        if (exception is WrongTimeException) return $"The value of {exception.Path} {WrongTimeException.Rule}{place}.";
        return exception.Path is null or "$"
            ? $"The body is not a JSON object of the right form{place}."
            : $"The value of {exception.Path} is of the wrong type{place}.";
    }
}
