using System.Globalization;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>How the end of a message's body is known: a length in bytes, or one of the two that are not lengths.</summary>
internal readonly record struct HttpBody(long Length)
{
    public static readonly HttpBody None = new(0);
    public static readonly HttpBody Chunked = new(-1);
    public static readonly HttpBody UntilClose = new(-2);
}

/// <summary>The first line and the fields of an HTTP/1.1 message (RFC 9112), and its bytes as they came, with the empty line.</summary>
internal sealed class HttpHead
{
    private readonly string[] start;
    private readonly string[] fields;

    /// <exception cref="InvalidDataException">This is not the head of an HTTP/1.1 message.</exception>
    public HttpHead(byte[] bytes)
    {
        Bytes = bytes;
        var lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        start = lines[0].Split(' ', 3);
        fields = lines[1..^2];
        var isHead = start.Length > 1 && start.Any(part => part.StartsWith("HTTP/1.", StringComparison.Ordinal));
        if (!isHead || !fields.All(field => field.Contains(':', StringComparison.Ordinal)))
            throw new InvalidDataException($"Not the head of an HTTP/1.1 message: {lines[0]}");
    }

    public byte[] Bytes { get; }

    public string Method => start[0];

    public string Path => start[1].Split('?', 2)[0];

    public string Query => start[1].Split('?', 2) is [_, var query] ? query : "";

    public int Status => Number(start[1]);

    public HttpBody BodyOfRequest() =>
        IsChunked ? HttpBody.Chunked : ContentLength ?? HttpBody.None;

    /// <summary>RFC 9112, section 6.3.</summary>
    public HttpBody BodyOfAnswerTo(string method) =>
        method == "HEAD" || Status is < 200 or 204 or 304 ? HttpBody.None
        : IsChunked ? HttpBody.Chunked
        : ContentLength ?? HttpBody.UntilClose;

    private bool IsChunked => Field("Transfer-Encoding") is { } coding && coding.EndsWith("chunked", StringComparison.OrdinalIgnoreCase);

    private HttpBody? ContentLength => Field("Content-Length") is { } length ? new(Number(length)) : null;

    private string? Field(string name) => fields
        .Select(field => field.Split(':', 2))
        .FirstOrDefault(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"Not a number in the head of an HTTP/1.1 message: {digits}");
}
