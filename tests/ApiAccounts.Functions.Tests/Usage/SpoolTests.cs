using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>A queue that is out of reach loses no call that was answered, even when every process is killed before it is back.</summary>
public sealed class SpoolTests
{
    /// <summary>Nothing reaches the queues; the tables are as ever.</summary>
    private static NetworkWeather NoQueue => NetworkWeather.Fine with { LostRequests = 1, Only = StorageService.Queues };

    /// <summary>The queues take what is sent, and nobody hears of it.</summary>
    private static NetworkWeather NoAnswers => NetworkWeather.Fine with { LostAnswers = 1, Only = StorageService.Queues };

    [Fact]
    public async Task Every_answered_call_is_counted_once_when_all_is_killed_before_the_queue_is_back()
    {
        await using var machine = await Machine.NewAsync();
        RegisteredAccount caller, manager;
        await using (var one = await machine.StartAsync())
        await using (var other = await machine.StartAsync())
        {
            (caller, manager) = (await one.RegisterAsync(), await one.RegisterAsync());
            await CallAsync(caller, times: 5, one, other);
            machine.Network.Weather = NoAnswers;
            await CallAsync(caller, times: 5, one, other);
            machine.Network.Weather = NoQueue;
            await CallAsync(caller, times: 10, one, other);
            await Task.WhenAll(one.KillAsync(), other.KillAsync());
        }
        Assert.NotEmpty(machine.Messages);
        machine.Network.Weather = NetworkWeather.Fine;

        await using var next = await machine.StartAsync();
        await machine.AssertCountedAsync(next, caller, manager, calls: 160);
    }

    [Fact]
    public async Task Calls_answered_at_once_are_counted_when_the_app_stops_before_the_queue_is_back()
    {
        await using var machine = await Machine.NewAsync();
        RegisteredAccount caller, manager;
        await using (var stopped = await machine.StartAsync(("Usage__Acknowledge", "Immediate"), ("Usage__FlushInterval", "00:01:00")))
        {
            (caller, manager) = (await stopped.RegisterAsync(), await stopped.RegisterAsync());
            machine.Network.Weather = NoQueue;
            await CallAsync(caller, times: 5, stopped);
            Assert.Equal(0, await stopped.TerminateAsync());
        }
        Assert.NotEmpty(machine.Messages);
        machine.Network.Weather = NetworkWeather.Fine;

        await using var next = await machine.StartAsync();
        await machine.AssertCountedAsync(next, caller, manager, calls: 40);
    }

    [Fact]
    public async Task When_the_queue_is_back_the_same_app_counts_what_it_had_written_to_the_disk()
    {
        await using var machine = await Machine.NewAsync();
        await using var app = await machine.StartAsync();
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        machine.Network.Weather = NoQueue;
        await CallAsync(caller, times: 5, app);
        Assert.NotEmpty(machine.Messages);
        machine.Network.Weather = NetworkWeather.Fine;
        await machine.AssertCountedAsync(app, caller, manager, calls: 40);
    }

    [Fact]
    public async Task Without_a_writable_disk_the_app_starts_and_says_so()
    {
        await using var machine = await Machine.NewAsync();
        var file = Path.Combine(machine.Folder, "file");
        await File.WriteAllTextAsync(file, "This file is in the way.");
        await using var app = await machine.StartAsync(("Usage__SpoolFolder", Path.Combine(file, "spool")));
        var caller = await app.RegisterAsync();
        var sentence = $"Usage has no spool, because {Path.Combine(file, "spool")} is not writable";
        await Eventually.Async(
            () => Task.FromResult(app.Output.Contains(sentence, StringComparison.Ordinal)), "the app says that it has no spool");
        machine.Network.Weather = NoQueue;
        await CallAsync(caller, times: 1, app);
    }

    /// <summary>Calls over eight connections, all of which are answered.</summary>
    /// <param name="times">As many for each connection.</param>
    private static Task CallAsync(RegisteredAccount caller, int times, params App[] apps)
    {
        return Task.WhenAll(Enumerable.Range(0, 8).Select(number => CallAsync(apps[number % apps.Length])));

        async Task CallAsync(App app)
        {
            for (var i = 0; i < times; i++) (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK);
        }
    }

    /// <summary>A disk, and a network to the storage that can be taken away.</summary>
    private sealed class Machine(StorageAccount account) : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("spool-");

        public UnreliableProxy Network { get; } = new(account, seed: 1);

        public string Folder => folder.FullName;

        /// <summary>What the spool holds.</summary>
        public IEnumerable<FileInfo> Messages => folder.EnumerateFiles("*.json", SearchOption.AllDirectories);

        public static async Task<Machine> NewAsync() => new((await Azurite.SharedAsync()).NewAccount());

        public Task<App> StartAsync(params (string Name, string? Value)[] settings) =>
            App.StartAsync(Network.Account, [("Usage__SpoolFolder", Folder), UsageFaultTests.ShortHiding, .. settings]);

        /// <summary>So many, and no more when all that is on the disk and the queue has been worked off.</summary>
        public async Task AssertCountedAsync(App app, RegisteredAccount caller, RegisteredAccount manager, int calls)
        {
            await Eventually.Async(() => Task.FromResult(!Messages.Any()), "the spool is empty");
            var queue = new UsageQueue(account);
            await queue.DrainedAsync();
            Assert.Equal(calls, (await ShownUsage.OfAsync(app, caller, manager)).Requests);
            Assert.Equal(0, await queue.PoisonedAsync());
        }

        public async ValueTask DisposeAsync()
        {
            await Network.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
