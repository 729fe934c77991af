using System.Text;

namespace ApiAccounts.Functions.Http;

/// <summary>Reads the body of a request, up to a maximum length, without the byte order mark that some clients put before UTF-8.</summary>
internal static class RequestBody
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int BufferSize = 16 * 1024;

    public static readonly Error TooLarge = new(ErrorKind.TooLarge, "body_too_large", $"The body is larger than {MaxLength} bytes.");

    /// <exception cref="BadHttpRequestException">The body is not valid HTTP/1.1, or arrives too slowly.</exception>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAllAsync(request, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException) // as for the size of a chunk that is too large
        {
            throw new BadHttpRequestException("The body of the request cannot be read.", exception);
        }
    }

    private static async Task<Result<ReadOnlyMemory<byte>>> ReadAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength) return TooLarge;
        using var body = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int length; (length = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + length > MaxLength) return TooLarge;
            body.Write(buffer, 0, length);
        }
        var read = new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
        return read.Span.StartsWith(Encoding.UTF8.Preamble) ? read[Encoding.UTF8.Preamble.Length..] : read;
    }
}
