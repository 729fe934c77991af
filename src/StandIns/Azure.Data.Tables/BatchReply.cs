namespace Azure.Data.Tables;

/// <summary>Reads the reply to a transaction: multipart in multipart, each innermost part an HTTP response.</summary>
internal static class BatchReply
{
    private const string Multipart = "multipart/mixed";

    /// <exception cref="InvalidOperationException">The reply is not of that form.</exception>
    public static List<BatchReplyPart> Read(Response response)
    {
        var parts = new List<BatchReplyPart>();
        Read(response.Content.ToMemory(), response.Headers.ContentType, parts);
        return parts;
    }

    private static void Read(ReadOnlyMemory<byte> content, string? contentType, List<BatchReplyPart> parts)
    {
        foreach (var part in MultipartReader.Split(content, BoundaryOf(contentType)))
        {
            var head = HeaderBlock.Take(part, out var body);
            var type = head.Find("Content-Type");
            if (IsMultipart(type)) Read(body, type, parts);
            else parts.Add(BatchReplyPart.Read(body));
        }
    }

    private static bool IsMultipart(string? contentType) => contentType?.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase) ?? false;

    private static string BoundaryOf(string? contentType)
    {
        const string Name = "boundary=";
        var start = contentType?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0 || !IsMultipart(contentType))
            throw new InvalidOperationException($"The reply to a transaction must be {Multipart} with a boundary, not '{contentType}'.");
        var value = contentType.AsSpan(start + Name.Length);
        var end = value.IndexOf(';');
        return (end < 0 ? value : value[..end]).Trim().Trim('"').ToString();
    }
}
