using System.Text;

namespace Azure.Data.Tables;

/// <summary>Splits a multipart body into its parts (RFC 2046); a line may also end with a bare line feed.</summary>
internal static class MultipartReader
{
    /// <returns>The parts in their order, without the line break that belongs to the delimiter after each.</returns>
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content, string boundary)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var from = -1; // where the part begins whose end is looked for
        for (var at = 0; at <= content.Length - delimiter.Length;)
        {
            var found = content.Span[at..].IndexOf(delimiter);
            if (found < 0) break;
            var start = at + found;
            at = start + delimiter.Length;
            var rest = content.Span[at..];
            var last = rest.StartsWith("--"u8);
            // A longer boundary may begin with this one.
            if (!last && rest.Length > 0 && rest[0] is not ((byte)'\r' or (byte)'\n')) continue;
            if (from >= 0) parts.Add(WithoutLineBreak(content[from..start]));
            if (last) break;
            var lineEnd = rest.IndexOf((byte)'\n');
            if (lineEnd < 0) break;
            from = at + lineEnd + 1;
            at = from;
        }
        return parts;
    }

    private static ReadOnlyMemory<byte> WithoutLineBreak(ReadOnlyMemory<byte> part)
    {
        if (part.Span.EndsWith("\r\n"u8)) return part[..^2];
        return part.Span.EndsWith("\n"u8) ? part[..^1] : part;
    }
}
