using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>One end of a TCP connection that carries HTTP/1.1: it knows where a message ends and changes nothing in it.</summary>
internal sealed class HttpWire : IDisposable
{
    private readonly NetworkStream stream;
    private readonly PipeReader reader;

    public HttpWire(Socket socket)
    {
        socket.NoDelay = true;
        stream = new(socket, ownsSocket: true);
        reader = PipeReader.Create(stream);
    }

    /// <returns>The head of the next message, or null when the other end closed instead.</returns>
    public async Task<HttpHead?> ReadHeadAsync() => await ReadThroughAsync("\r\n\r\n"u8.ToArray()) is { } bytes ? new(bytes) : null;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);

    /// <param name="to">Where it goes on to; null when it ends here.</param>
    /// <param name="copy">Receives the body too, without what the chunked coding adds.</param>
    public async Task CopyBodyAsync(HttpBody body, HttpWire? to, Stream? copy = null)
    {
        if (body == HttpBody.Chunked) await CopyChunksAsync(to, copy);
        else if (body == HttpBody.UntilClose) await CopyAsync(long.MaxValue, to, copy);
        else if (await CopyAsync(body.Length, to, copy) < body.Length) throw ClosedInside("a body");
    }

    /// <summary>Ends the connection at once, without a goodbye (RST): the other end learns that it failed.</summary>
    public void Reset()
    {
        stream.Socket.LingerState = new(enable: true, seconds: 0);
        stream.Socket.Close();
        stream.Dispose();
    }

    public void Dispose() => stream.Dispose();

    private async Task CopyChunksAsync(HttpWire? to, Stream? copy)
    {
        while (await CopyLineAsync(to) is var line)
        {
            if (!int.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
                throw new InvalidDataException($"Not the size of a chunk: {line}");
            if (size == 0) break;
            await CopyAsync(size, to, copy);
            await CopyLineAsync(to);
        }
        while (await CopyLineAsync(to) is not "")
        {
            // Trailer fields, up to the empty line.
        }
    }

    private async Task<string> CopyLineAsync(HttpWire? to)
    {
        var bytes = await ReadThroughAsync("\r\n"u8.ToArray()) ?? throw ClosedInside("a body");
        if (to is not null) await to.WriteAsync(bytes);
        return Encoding.Latin1.GetString(bytes, 0, bytes.Length - 2);
    }

    /// <returns>How much was copied: less than the length only when the other end closed.</returns>
    private async Task<long> CopyAsync(long length, HttpWire? to, Stream? copy)
    {
        var copied = 0L;
        while (copied < length)
        {
            var read = await reader.ReadAsync();
            var piece = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, length - copied));
            foreach (var segment in piece)
            {
                if (to is not null) await to.WriteAsync(segment);
                copy?.Write(segment.Span);
            }
            copied += piece.Length;
            reader.AdvanceTo(piece.End);
            if (read.IsCompleted && piece.IsEmpty) break;
        }
        return copied;
    }

    /// <returns>The bytes up to and with the end mark, or null when the other end closed before the first of them.</returns>
    private async Task<byte[]?> ReadThroughAsync(byte[] end)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            if (UpTo(read.Buffer, end) is { } bytes)
            {
                reader.AdvanceTo(read.Buffer.GetPosition(bytes.Length));
                return bytes;
            }
            var isEmpty = read.Buffer.IsEmpty;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (!read.IsCompleted) continue;
            return isEmpty ? null : throw ClosedInside("a message");
        }
    }

    private static EndOfStreamException ClosedInside(string what) => new($"The connection closed inside {what}.");

    private static byte[]? UpTo(ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> end)
    {
        var sequence = new SequenceReader<byte>(buffer);
        return sequence.TryReadTo(out ReadOnlySequence<byte> before, end) ? buffer.Slice(0, before.Length + end.Length).ToArray() : null;
    }
}
