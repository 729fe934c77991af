using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Bench.Running;

/// <summary>The app as it would be deployed: with its own defaults, in Production, logging warnings only.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private static readonly (string Name, string? Value)[] AsDeployed =
    [
        ("AZURE_FUNCTIONS_ENVIRONMENT", "Production"),
        ("Logging__LogLevel__Default", "Warning"),
        ("Passwords__Iterations", null),
        ("Usage__Linger", null),
        ("Verification__MaxStaleness", null),
    ];

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
        var all = AppSettings.For(account, [.. AsDeployed, .. settings]);
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
