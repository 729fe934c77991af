using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>
/// Stands before a storage service and loses answers: a request that is chosen is passed on and done, and then the connection is cut
/// instead of giving its answer. It holds for clients that send one request at a time on a connection, with a Content-Length, as the
/// storage ones do.
/// </summary>
public sealed class LossyProxy : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly int target;
    private readonly Task accepting;
    private Func<string, bool>? loses;
    private int lost;
    private volatile bool isCut;

    public LossyProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost so far.</summary>
    public int Lost => lost;

    /// <summary>
    /// Loses the answer of the next request whose first line (<c>POST /account/$batch HTTP/1.1</c>) is chosen, and no other.
    /// </summary>
    public void LoseNext(Func<string, bool> requestLine) => Volatile.Write(ref loses, requestLine);

    /// <summary>The same, and nothing passes from then on.</summary>
    public void CutAfterNext(Func<string, bool> requestLine) => LoseNext(line => isCut = requestLine(line));

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var service = new TcpClient();
                await service.ConnectAsync(IPAddress.Loopback, target, ended.Token);
                var (fromClient, fromService) = (client.GetStream(), service.GetStream());
                var isLosing = new Flag();
                await Task.WhenAny(
                    PassRequestsAsync(fromClient, fromService, isLosing), PassAnswersAsync(fromService, fromClient, isLosing));
            }
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection ended: its other half ends with it.
        }
    }

    private async Task PassRequestsAsync(NetworkStream client, NetworkStream service, Flag isLosing)
    {
        var buffer = new byte[BufferSize];
        int count;
        while ((count = await client.ReadAsync(buffer, ended.Token)) > 0)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, count);
            var line = text[..Math.Max(0, text.IndexOf('\r', StringComparison.Ordinal))];
            if (line.EndsWith("HTTP/1.1", StringComparison.Ordinal) && Volatile.Read(ref loses) is { } chosen && chosen(line)
                && Interlocked.CompareExchange(ref loses, null, chosen) == chosen)
                isLosing.Value = true;
            if (isCut && !isLosing.Value) return;
            await service.WriteAsync(buffer.AsMemory(0, count), ended.Token);
        }
    }

    /// <summary>
    /// Ends, and the connection with it, when the answer that comes is one to lose: it shows that the request has been done.
    /// </summary>
    private async Task PassAnswersAsync(NetworkStream service, NetworkStream client, Flag isLosing)
    {
        var buffer = new byte[BufferSize];
        int count;
        while ((count = await service.ReadAsync(buffer, ended.Token)) > 0)
        {
            if (isLosing.Value)
            {
                Interlocked.Increment(ref lost);
                return;
            }
            await client.WriteAsync(buffer.AsMemory(0, count), ended.Token);
        }
    }

    private sealed class Flag
    {
        private volatile bool value;

        public bool Value
        {
            get => value;
            set => this.value = value;
        }
    }
}
