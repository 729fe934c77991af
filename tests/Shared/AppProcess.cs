using System.Globalization;
using System.Reflection;

namespace ApiAccounts.Testing;

/// <summary>
/// The whole app as a process of its own, on a free port of 127.0.0.1. It is run from the folder <c>app</c> beside the assembly that starts it,
/// where App.targets puts it.
/// </summary>
public sealed class AppProcess : IAsyncDisposable
{
    /// <summary>Generous: a request that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>With the real packages the app needs the Functions host around it.</summary>
    private static readonly bool NeedsFunctionsHost = typeof(AppProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "UseStandIns").Value != "true";

    private readonly ChildProcess process;

    private AppProcess(ChildProcess process, int port)
    {
        this.process = process;
        Address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
    }

    public static bool HasStandIns => !NeedsFunctionsHost;

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>All it has logged.</summary>
    public string Output => process.Output;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">By the names that an administrator writes.</param>
    public static async Task<AppProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var port = NeedsFunctionsHost ? FreePort.Next() : 0;
        var process = Launch(settings, port);
        try
        {
            if (NeedsFunctionsHost) await WaitUntilAliveAsync(process, port);
            else port = await PortOfAsync(process);
            return new(process, port);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one that is expected to end by itself, and waits until it has.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        await using var process = Launch(settings, NeedsFunctionsHost ? FreePort.Next() : 0);
        var exitCode = await process.WaitForExitAsync();
        return (exitCode, process.Output);
    }

    /// <summary>Sends what it is given, follows nothing and adds no credentials.</summary>
    public HttpClient NewClient() => NewClient(Address);

    /// <summary>Asks it to stop and waits until it has; its exit code.</summary>
    public Task<int> TerminateAsync() => process.TerminateAsync();

    /// <summary>Ends it with no chance to do anything more.</summary>
    public Task KillAsync() => process.KillAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static ChildProcess Launch(IEnumerable<KeyValuePair<string, string?>> settings, int port)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "app");
        if (File.Exists(Path.Combine(folder, "local.settings.json")))
            throw new InvalidOperationException($"Remove local.settings.json from {folder}: the tests must not run with it.");
        var portText = port.ToString(CultureInfo.InvariantCulture);
        return NeedsFunctionsHost
            ? ChildProcess.Start("func", ["start", "--port", portText], settings, folder)
            : ChildProcess.Start("dotnet", ["ApiAccounts.Functions.dll", "--port", portText], settings, folder);
    }

    private static async Task<int> PortOfAsync(ChildProcess process)
    {
        var line = await process.WaitForOutputAsync(@"Now listening on: http://127\.0\.0\.1:(\d+)");
        return int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task WaitUntilAliveAsync(ChildProcess process, int port)
    {
        using var client = NewClient(new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri);
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/healthz/live", UriKind.Relative), limit.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                throw new InvalidOperationException($"The app did not come up:\n{process.Output}", exception);
            }
        }
    }

    private static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        })
        {
            BaseAddress = address,
            Timeout = Patience,
        };
}
