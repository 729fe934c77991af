using System.Globalization;

namespace ApiAccounts.Testing;

/// <summary>
/// The whole app on its self-host as a process of its own, on a free port of 127.0.0.1. It is run from the folder <c>app</c> beside the
/// assembly that starts it, where App.targets puts it.
/// </summary>
public sealed class AppProcess : IAsyncDisposable
{
    /// <summary>Generous: a request that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly ChildProcess process;

    private AppProcess(ChildProcess process, int port)
    {
        this.process = process;
        Address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All it has logged.</summary>
    public string Output => process.Output;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">By the names that an administrator writes.</param>
    public static async Task<AppProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var process = Launch(settings);
        try
        {
            return new(process, await PortOfAsync(process));
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
        await using var process = Launch(settings);
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

    private static ChildProcess Launch(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "app");
        if (File.Exists(Path.Combine(folder, "local.settings.json")))
            throw new InvalidOperationException($"Remove local.settings.json from {folder}: the tests must not run with it.");
        return ChildProcess.Start("dotnet", ["ApiAccounts.SelfHost.dll", "--port", "0"], settings, folder);
    }

    private static async Task<int> PortOfAsync(ChildProcess process)
    {
        var line = await process.WaitForOutputAsync(@"Now listening on: http://127\.0\.0\.1:(\d+)");
        return int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
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
