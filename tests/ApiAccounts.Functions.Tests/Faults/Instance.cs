using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>One instance of the app, which may be down, with a network and a clock of its own.</summary>
internal sealed class Instance : IAsyncDisposable
{
    /// <summary>The default and longer ones: with these much waits to be sent when an instance is killed.</summary>
    private static readonly string[] CommitIntervals = ["00:00:00.020", "00:00:00.100", "00:00:00.250"];

    /// <summary>One that keeps counts exact by refusing, the next by its disk, and so on.</summary>
    private static readonly string[] OnOutages = ["Refuse", "Degrade"];

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);
    private readonly DirectoryInfo disk = Directory.CreateTempSubdirectory("spool-");
    private App? app;

    public Instance(int number, StorageAccount storage, int seed)
    {
        Number = number;
        Network = new(storage, seed);
    }

    public int Number { get; }

    public UnreliableProxy Network { get; }

    public WallClock Clock { get; } = new();

    /// <summary>Usage waits on its disk for the queue.</summary>
    public bool HasSpooled => disk.EnumerateFiles("*.json", SearchOption.AllDirectories).Any();

    /// <summary>Null while it is down.</summary>
    public App? App => Volatile.Read(ref app);

    /// <summary>What it wrote when it ended and nobody had asked it to; null when it did not.</summary>
    public string? Death => App is { HasExited: true } dead ? dead.Output : null;

    /// <summary>Starts it, as a platform does: again and again, while the storage keeps it from starting.</summary>
    public async Task StartAsync()
    {
        while (App is null)
        {
            try
            {
                Volatile.Write(ref app, await App.StartAsync(
                    Network.Account,
                    ("Usage__Acknowledge", "Durable"),
                    ("Usage__OnOutage", OnOutages[Number % OnOutages.Length]),
                    ("Usage__SpoolFolder", disk.FullName),
                    ("Usage__CommitInterval", CommitIntervals[Number % CommitIntervals.Length]),
                    ("Usage__Linger", null),
                    ("Verification__MaxStaleness", null),
                    ("SelfHost__QueueHiddenTime", "00:00:02"),
                    ("Logging__LogLevel__Default", "Warning"),
                    ("DOTNET_STARTUP_HOOKS", WallClock.Hook),
                    ("SteppedClock__File", Clock.File)));
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(BetweenAttempts);
            }
        }
    }

    /// <summary>Ends it with no chance to do anything more.</summary>
    public Task KillAsync() => EndAsync(ended => ended.KillAsync());

    /// <summary>Asks it to stop and waits until it has.</summary>
    public Task TerminateAsync() => EndAsync(ended => ended.TerminateAsync());

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Network.DisposeAsync();
        Clock.Dispose();
        disk.Delete(recursive: true);
    }

    private async Task EndAsync(Func<App, Task> end)
    {
        if (Interlocked.Exchange(ref app, null) is not { } ended) return;
        await end(ended);
        await ended.DisposeAsync();
    }
}
