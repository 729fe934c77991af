using System.Globalization;

namespace ApiAccounts.Worker.Tests.Running;

/// <summary>The product on the Functions host itself: <c>func start</c> in the folder where it was published.</summary>
public sealed class CoreToolsApp : RunningApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private readonly ChildProcess process;

    private CoreToolsApp(StorageAccount account, IReadOnlyDictionary<string, string?> settings, HttpClient client, ChildProcess process)
        : base(account, settings, client) => this.process = process;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && (File.Exists(Path.Combine(folder, "func")) || File.Exists(Path.Combine(folder, "func.exe"))));

    /// <inheritdoc cref="WorkerApp.StartAsync(StorageAccount, ValueTuple{string, string}[])"/>
    public static async Task<CoreToolsApp> StartAsync(StorageAccount account, params (string Name, string? Value)[] settings)
    {
        var all = AppSettings.For(account, settings);
        var port = FreePort.Next();
        var process = ChildProcess.Start(
            "func", ["start", "--port", port.ToString(CultureInfo.InvariantCulture)], all, PublishedApp.ApiAccounts.Folder);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri,
            Timeout = Patience,
        };
        var app = new CoreToolsApp(account, all, client, process);
        try
        {
            await Eventually.Async(app.IsAliveAsync, "func start answers");
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await process.DisposeAsync();
    }

    private async Task<bool> IsAliveAsync()
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri("/healthz/live", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return false;
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"func start did not come up:\n{process.Output}", exception);
        }
    }
}
