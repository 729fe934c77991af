using System.Collections;

namespace ApiAccounts.Bench;

/// <summary>
/// The Functions host of the tests with one worker, in a process of its own, so that the CPU of both can be told apart. The app's settings
/// are the variables of its environment. It ends when its standard input does.
/// </summary>
internal static class WorkerServer
{
    private static readonly PublishedApp[] Apps = [PublishedApp.Empty, PublishedApp.ApiAccounts];

    /// <param name="app">The name of its assembly.</param>
    public static async Task<int> RunAsync(string app)
    {
        var settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value));
        await using var host = await WorkerHost.StartAsync(Apps.Single(known => known.Assembly == app), settings);
        Console.WriteLine($"Now listening on: {host.Address}, with the worker {host.ProcessId}");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
