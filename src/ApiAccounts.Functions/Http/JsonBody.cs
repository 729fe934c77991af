using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ApiAccounts.Core;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>Reads the JSON body of a request.</summary>
internal static class JsonBody
{
    /// <summary>Bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int BufferSize = 16 * 1024;

    private static readonly Error TooLarge = new(ErrorKind.TooLarge, "body_too_large", $"The body is larger than {MaxLength} bytes.");

    /// <inheritdoc cref="Read"/>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        (await ReadBytesAsync(request, cancellationToken)).TryGet(out var body, out var error) ? Read(body.Span, type) : error;

    /// <summary>The body as it came.</summary>
    public static async Task<Result<Memory<byte>>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength) return TooLarge;
        using var body = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int length; (length = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + length > MaxLength) return TooLarge;
            body.Write(buffer, 0, length);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <returns>What it says, or an error that names the member that is wrong by its path.</returns>
    public static Result<T> Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value
                ? value
                : Error.Malformed("The body is null; it has to be a JSON object.", "$");
        }
        catch (JsonException exception)
        {
            return Error.Malformed(Describe(exception), exception.Path);
        }
    }

    /// <summary>The place only: the serialiser's own words name types of this code.</summary>
    private static string Describe(JsonException exception)
    {
        var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        return exception.Path is null or "$" ? $"The body is not a JSON object of the right form{place}." : $"The value of {exception.Path} is of the wrong type{place}.";
    }
}
