using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// The header lines of a part, kept as they came and searched when asked: a hundred parts with eight lines each are read on the
/// way of every transaction, and almost always nobody wants more than one line of them.
/// </summary>
internal readonly struct HeaderBlock(ReadOnlyMemory<byte> lines)
{
    /// <summary>Takes the lines up to the first empty one.</summary>
    /// <param name="rest">What comes after the empty line.</param>
    public static HeaderBlock Take(ReadOnlyMemory<byte> part, out ReadOnlyMemory<byte> rest)
    {
        rest = part;
        while (TakeLine(ref rest, out var line) && !line.IsEmpty)
        {
        }
        return new(part[..(part.Length - rest.Length)]);
    }

    /// <returns>False when nothing is left.</returns>
    public static bool TakeLine(ref ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (text.IsEmpty) return false;
        var end = text.Span.IndexOf((byte)'\n');
        line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        if (line.Span.EndsWith("\r"u8)) line = line[..^1];
        return true;
    }

    public string? Find(string name)
    {
        var rest = lines;
        while (TakeLine(ref rest, out var line))
        {
            var colon = line.Span.IndexOf((byte)':');
            if (colon == name.Length && Ascii.EqualsIgnoreCase(line.Span[..colon], name)) return Text(line[(colon + 1)..]);
        }
        return null;
    }

    public IEnumerable<HttpHeader> All()
    {
        var rest = lines;
        while (TakeLine(ref rest, out var line))
        {
            var colon = line.Span.IndexOf((byte)':');
            if (colon > 0) yield return new(Text(line[..colon]), Text(line[(colon + 1)..]));
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span.Trim((byte)' '));
}
