using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiAccounts.SelfHost.Tests;

/// <summary>A running Functions app, spoken to over the wire.</summary>
public sealed class SampleApp : IAsyncDisposable
{
    private readonly ChildProcess process;

    private SampleApp(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"),
        };
    }

    public HttpClient Client { get; }

    public int Port { get; }

    public string Output => process.Output;

    public static Task<SampleApp> StartAsync(StorageAccount account, params KeyValuePair<string, string?>[] settings) =>
        StartAsync(AppFolder.Built, account, ["--port", "0"], settings);

    public static async Task<SampleApp> StartAsync(
        AppFolder folder, StorageAccount account, string[] args, params KeyValuePair<string, string?>[] settings)
    {
        var process = Launch(folder, account, args, settings);
        try
        {
            var listening = await process.WaitForOutputAsync(@"Now listening on: http://127\.0\.0\.1:(\d+)");
            return new(process, int.Parse(listening.Groups[1].Value, CultureInfo.InvariantCulture));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>For an app that does not come to listen.</summary>
    public static ChildProcess Launch(
        AppFolder folder, StorageAccount account, string[] args, params KeyValuePair<string, string?>[] settings) =>
        ChildProcess.Start(
            "dotnet",
            [folder.Program, .. args],
            [
                new("AzureWebJobsStorage", account.ConnectionString), new("Work", account.ConnectionString),
                new("WorkQueue", "work"), new("TickSchedule", "0 0 3 1 1 *"),
                new("AZURE_FUNCTIONS_ENVIRONMENT", null), new("ASPNETCORE_ENVIRONMENT", null), new("DOTNET_ENVIRONMENT", null),
                .. settings,
            ]);

    public Task<Match> WaitForOutputAsync(string pattern) => process.WaitForOutputAsync(pattern);

    public int Count(string pattern) => Regex.Count(Output, pattern);

    /// <summary>Begins to ask it to stop.</summary>
    /// <returns>Its exit code, once it has.</returns>
    public Task<int> TerminateAsync() => process.TerminateAsync();

    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }
}
