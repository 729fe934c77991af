using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>
/// One kept connection to a server on this machine. It sends a request once and never again by itself, as <see cref="HttpClient"/> may do
/// on a connection that the server closed: what the server did is what was asked here.
/// </summary>
public sealed class PlainConnection : IDisposable
{
    /// <summary>Generous: a request that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpWire wire;

    private PlainConnection(HttpWire wire) => this.wire = wire;

    /// <exception cref="SocketException">Nobody listens there: nothing was sent.</exception>
    public static async Task<PlainConnection> OpenAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new(new(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <param name="authorization">The whole value of the header.</param>
    /// <exception cref="IOException">The connection ended before the answer: whether the server acted is not known.</exception>
    /// <exception cref="TimeoutException">There was no answer: the same.</exception>
    public Task<(int Status, string Body)> SendAsync(string method, string path, string authorization, string? json = null) =>
        ExchangeAsync(method, path, authorization, json).WaitAsync(Patience);

    public void Dispose() => wire.Dispose();

    private async Task<(int Status, string Body)> ExchangeAsync(string method, string path, string authorization, string? json)
    {
        var body = Encoding.UTF8.GetBytes(json ?? "");
        var type = json is null ? "" : "Content-Type: application/json\r\n";
        var head = FormattableString.Invariant(
            $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {authorization}\r\n{type}Content-Length: {body.Length}\r\n\r\n");
        await wire.WriteAsync(Encoding.ASCII.GetBytes(head).Concat(body).ToArray());
        var answer = await wire.ReadHeadAsync() ?? throw new EndOfStreamException("The server closed the connection instead of answering.");
        using var content = new MemoryStream();
        await wire.CopyBodyAsync(answer.BodyOfAnswerTo(method), to: null, content);
        return (answer.Status, Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length));
    }
}
