namespace ApiAccounts.Worker.Tests.Running;

/// <summary>The product on the host of the tests.</summary>
public sealed class WorkerApp : RunningApp
{
    private WorkerApp(StorageAccount account, IReadOnlyDictionary<string, string?> settings, WorkerHost host)
        : base(account, settings, host.NewClient()) => Host = host;

    public WorkerHost Host { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">Beside the usual ones, or instead of them; null takes one away.</param>
    public static Task<WorkerApp> StartAsync(StorageAccount account, params (string Name, string? Value)[] settings) =>
        StartAsync(account, pumpsQueues: true, settings);

    /// <param name="pumpsQueues">Whether messages in the queues are worked off.</param>
    /// <inheritdoc cref="StartAsync(StorageAccount, ValueTuple{string, string}[])"/>
    public static async Task<WorkerApp> StartAsync(StorageAccount account, bool pumpsQueues, params (string Name, string? Value)[] settings)
    {
        var all = AppSettings.For(account, settings);
        return new(account, all, await WorkerHost.StartAsync(PublishedApp.ApiAccounts, all, pumpsQueues));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Host.DisposeAsync();
    }
}
