using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.Testing;

/// <summary>
/// Stands on the wire before a storage account and writes down each call that passes. Every byte goes on as it came: signatures hold,
/// since they cover the path and not the port. A call is written down before its answer goes on, so whoever has the answer finds the call.
/// </summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener queues = new(IPAddress.Loopback, 0);
    private readonly TcpListener tables = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly List<StorageCall> calls = [];
    private readonly Task[] listening;

    private CountingProxy(StorageAccount upstream)
    {
        queues.Start();
        tables.Start();
        Account = upstream with { QueuePort = PortOf(queues), TablePort = PortOf(tables) };
        listening =
        [
            ListenAsync(queues, StorageService.Queues, upstream.QueuePort),
            ListenAsync(tables, StorageService.Tables, upstream.TablePort),
        ];
    }

    /// <summary>The same account, by way of the proxy.</summary>
    public StorageAccount Account { get; }

    /// <summary>The calls so far, in the order of their answers.</summary>
    public IReadOnlyList<StorageCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public static Task<CountingProxy> StartAsync(StorageAccount upstream) => Task.FromResult(new CountingProxy(upstream));

    public int Count(StorageService service) => Calls.Count(call => call.Service == service);

    /// <summary>Forgets the calls so far.</summary>
    public void Reset()
    {
        lock (gate) calls.Clear();
    }

    /// <summary>Closes every connection.</summary>
    /// <exception cref="InvalidDataException">Something passed that is not HTTP/1.1: what was counted cannot be trusted.</exception>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        queues.Dispose();
        tables.Dispose();
        await Task.WhenAll(listening);
        closing.Dispose();
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task ListenAsync(TcpListener listener, StorageService service, int port)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(closing.Token);
                connections.RemoveAll(connection => connection.IsCompletedSuccessfully);
                connections.Add(ProxiedConnection.RunAsync(client, service, port, Record, closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private void Record(StorageCall call)
    {
        lock (gate) calls.Add(call);
    }
}
