using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace ApiAccounts.Worker.Tests.Running;

/// <summary>A list as CSV while it comes in, on a connection of its own that takes in little at a time.</summary>
internal sealed class Download : IAsyncDisposable
{
    private const int ReceiveBuffer = 4 * 1024;

    private readonly HttpClient client;
    private readonly HttpResponseMessage answer;
    private readonly Stream body;

    private Download(HttpClient client, HttpResponseMessage answer, Stream body)
    {
        this.client = client;
        this.answer = answer;
        this.body = body;
    }

    public HttpResponseMessage Answer => answer;

    /// <summary>Asks for the list, and waits for the head of the answer.</summary>
    public static async Task<Download> BeginAsync(RunningApp app, RegisteredAccount reader)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = app.Request(HttpMethod.Get, "/api/v1/api-users", reader);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(client, answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The first line.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var buffer = new byte[1];
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            await body.ReadExactlyAsync(buffer);
            line.Append((char)buffer[0]);
        }
        return line.ToString();
    }

    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(body, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Hangs up, wherever the answer is.</summary>
    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        answer.Dispose();
        client.Dispose();
    }
}
