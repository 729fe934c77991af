using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Requests byte by byte, for what no HTTP client sends.</summary>
public static class RawRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="head">Request line and headers in Latin-1, each line ended by CR LF, without <c>Host</c> and <c>Connection</c>.</param>
    /// <returns>The status and the whole answer as text.</returns>
    /// <exception cref="OperationCanceledException">There was no whole answer within half a minute.</exception>
    public static async Task<(int Status, string Text)> SendAsync(int port, string head, byte[]? body = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{head}Host: 127.0.0.1\r\nConnection: close\r\n\r\n"), limit.Token);
        await stream.WriteAsync(body ?? [], limit.Token);

        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(limit.Token);
        return (int.Parse(text.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), text);
    }
}
