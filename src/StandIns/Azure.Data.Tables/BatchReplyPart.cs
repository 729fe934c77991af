using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class BatchReplyPart : Response
{
    private readonly HeaderBlock headers;

    private BatchReplyPart(int status, string reason, HeaderBlock headers, ReadOnlyMemory<byte> body)
    {
        Status = status;
        ReasonPhrase = reason;
        this.headers = headers;
        ClientRequestId = headers.Find("x-ms-client-request-id") ?? "";
        ContentStream = body.IsEmpty ? null : new MemoryStream(body.ToArray(), writable: false);
    }

    public override int Status { get; }

    public override string ReasonPhrase { get; }

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; }

    public override bool IsError => Status >= 400;

    /// <exception cref="InvalidOperationException">It does not begin with a status line.</exception>
    public static BatchReplyPart Read(ReadOnlyMemory<byte> part)
    {
        HeaderBlock.TakeLine(ref part, out var line);
        var text = Encoding.UTF8.GetString(line.Span);
        var fields = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 3 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            throw new InvalidOperationException($"A part of a transaction's reply begins with '{text}', not with an HTTP status line.");
        var headers = HeaderBlock.Take(part, out var body);
        return new(status, fields[2], headers, body);
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.Find(name);
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.Find(name) is { } value ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => headers.Find(name) is not null;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.All();
}
