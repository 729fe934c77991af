using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.Testing;

/// <summary>
/// The two ports of a storage account, with something on the wire before them. Signatures cover the path and not the port.
/// </summary>
internal sealed class ProxiedAccount : IAsyncDisposable
{
    private readonly TcpListener queues = new(IPAddress.Loopback, 0);
    private readonly TcpListener tables = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<StorageService, CallFault> treat;
    private readonly Action<StorageCall> record;
    private readonly Task[] listening;

    /// <param name="treat">What is to happen to the next call.</param>
    /// <param name="record">Told of each call before its answer goes on.</param>
    public ProxiedAccount(StorageAccount upstream, Func<StorageService, CallFault> treat, Action<StorageCall> record)
    {
        this.treat = treat;
        this.record = record;
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

    /// <summary>Closes every connection.</summary>
    /// <exception cref="InvalidDataException">Something passed that is not HTTP/1.1.</exception>
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
                connections.Add(ProxiedConnection.RunAsync(client, service, port, treat, record, closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }
}
