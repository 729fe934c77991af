using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Bench.Running;

/// <summary>The app on the self-host, with the <see cref="BenchSettings"/>.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private readonly AppProcess process;

    private BenchApp(AppProcess process, IReadOnlyDictionary<string, string?> settings)
    {
        this.process = process;
        Client = process.NewClient();
        BackDoor = new(settings);
    }

    public HttpClient Client { get; }

    public BackDoor BackDoor { get; }

    public int ProcessId => process.Id;

    /// <exception cref="BenchFailure">It did not start.</exception>
    public static async Task<BenchApp> StartAsync(StorageAccount account, params (string Name, string? Value)[] settings)
    {
        var all = BenchSettings.For(account, settings);
        try
        {
            return new(await AppProcess.StartAsync(all), all);
        }
        catch (InvalidOperationException exception)
        {
            throw new BenchFailure($"The app did not start: {exception.Message}");
        }
    }

    public Uri At(string path) => new(process.Address, path);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await BackDoor.DisposeAsync();
        await process.DisposeAsync();
    }
}
