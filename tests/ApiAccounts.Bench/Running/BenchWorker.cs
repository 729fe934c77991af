using System.Globalization;
using ApiAccounts.Bench.Load;

namespace ApiAccounts.Bench.Running;

/// <summary>A published function app on the real worker, behind the Functions host of the tests (<see cref="WorkerServer"/>).</summary>
internal sealed class BenchWorker : IAsyncDisposable
{
    private readonly ChildProcess host;
    private readonly Uri address;

    private BenchWorker(ChildProcess host, Uri address, int worker)
    {
        this.host = host;
        this.address = address;
        Servers = [new("host", host.Id), new("worker", worker)];
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    public IReadOnlyList<ServerProcess> Servers { get; }

    public HttpClient Client { get; }

    /// <exception cref="BenchFailure">It did not start.</exception>
    public static async Task<BenchWorker> StartAsync(PublishedApp app, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var host = ChildProcess.Start("dotnet", [typeof(WorkerServer).Assembly.Location, "host", app.Assembly], settings);
        try
        {
            var line = await host.WaitForOutputAsync(@"Now listening on: (\S+), with the worker (\d+)");
            return new(host, new(line.Groups[1].Value), int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));
        }
        catch (InvalidOperationException exception)
        {
            await host.DisposeAsync();
            throw new BenchFailure($"The worker did not start: {exception.Message}");
        }
    }

    public Uri At(string path) => new(address, path);

    /// <summary>Kills both.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
