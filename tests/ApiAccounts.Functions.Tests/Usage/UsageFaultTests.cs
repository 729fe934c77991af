using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>The counts stay exact whatever ends in between.</summary>
public sealed class UsageFaultTests
{
    private const int Connections = 16;

    /// <summary>A message whose instance was killed is delivered again after this, in place of the 10 minutes of the host.</summary>
    internal static readonly (string, string?) ShortHiding = ("SelfHost__QueueHiddenTime", "00:00:02");

    private static readonly (string, string?) AtOnce = ("Usage__Acknowledge", "Immediate");

    [Fact]
    public async Task Two_aggregators_at_once_stay_exact()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var one = await App.StartAsync(account);
        await using var other = await App.StartAsync(account);
        var manager = await one.RegisterAsync();
        var callers = new List<RegisteredAccount>();
        for (var i = 0; i < 20; i++) callers.Add(await one.RegisterAsync());
        var queue = new UsageQueue(account);
        var now = DateTimeOffset.UtcNow;

        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var message = UsageQueue.Message(
                $"message-{i}", now, bucket: 1, now, [.. callers.Select(caller => $"""["{caller.UserName}",1,{i}]""")]);
            await queue.SendAsync(message);
            await queue.SendAsync(message);
        }));
        await queue.DrainedAsync();

        foreach (var caller in callers) Assert.Equal(60, (await ShownUsage.OfAsync(one, caller, manager)).Requests);
        Assert.Equal(0, await queue.PoisonedAsync());
    }

    [Fact]
    public Task No_answered_call_is_uncounted_when_the_app_is_asked_to_stop_under_load() =>
        AssertExactAfterAsync(async app => Assert.Equal(0, await app.TerminateAsync()));

    [Fact]
    public Task No_answered_call_is_uncounted_when_the_app_is_killed_under_load() => AssertExactAfterAsync(app => app.KillAsync());

    [Fact]
    public Task No_call_answered_at_once_is_uncounted_when_the_app_is_asked_to_stop_under_load() => AssertExactAfterAsync(
        async app => Assert.Equal(0, await app.TerminateAsync()), AtOnce, ("Usage__FlushInterval", "00:01:00"));

    [Fact]
    public async Task Of_calls_answered_at_once_a_kill_loses_those_of_the_last_interval_at_most()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        RegisteredAccount caller, manager;
        await using (var killed = await App.StartAsync(account, ShortHiding, AtOnce, ("Usage__FlushInterval", "00:00:00.500")))
        {
            (caller, manager) = (await killed.RegisterAsync(), await killed.RegisterAsync());
            await CallAsync(killed, caller, times: 40);
            await Eventually.Async(
                async () => (await ShownUsage.OfAsync(killed, caller, manager)).Requests == 40, "the first calls are counted");
            await CallAsync(killed, caller, times: 30);
            await killed.KillAsync();
        }

        await using var next = await App.StartAsync(account);
        await new UsageQueue(account).DrainedAsync();
        Assert.InRange((await ShownUsage.OfAsync(next, caller, manager)).Requests, 40, 70);
    }

    [Fact]
    public async Task A_kill_between_refused_and_counted_pings_counts_the_rest_once()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var queue = new UsageQueue(account);
        RegisteredAccount caller, manager;
        var tables = await CountingProxy.StartAsync(account);
        await using (var killed = await App.StartAsync(account with { TablePort = tables.Account.TablePort }, ShortHiding))
        {
            (caller, manager) = (await killed.RegisterAsync(), await killed.RegisterAsync());
            var now = DateTimeOffset.UtcNow;
            await tables.DisposeAsync(); // from here on the app reaches the queues and no table
            await queue.SendAsync(
                UsageQueue.Message("partly", now, bucket: 1, now, $"""["{caller.UserName}",5,0]""", """["NOBODY",1,0]"""));
            await Eventually.Async(async () => await queue.PoisonedAsync() == 1, "the refused ping is put aside");
            await killed.KillAsync();
        }

        await using var next = await App.StartAsync(account);
        await queue.DrainedAsync();

        Assert.Equal(5, (await ShownUsage.OfAsync(next, caller, manager)).Requests);
        Assert.All(await queue.PeekPoisonAsync(), aside => Assert.Equal(
            """{"messageId":"partly","refused":[{"section":0,"reason":"The ping's user name is not valid.","content":["NOBODY",1,0]}]}""",
            aside));
    }

    /// <summary>
    /// Every answered call is counted by the app that comes after; one that was not answered may be, and each connection had at most one of
    /// those.
    /// </summary>
    /// <param name="end">Ends the app in the middle of the load.</param>
    private static async Task AssertExactAfterAsync(Func<App, Task> end, params (string Name, string? Value)[] settings)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        RegisteredAccount caller, manager;
        int answered;
        await using (var app = await App.StartAsync(account, [ShortHiding, .. settings]))
        {
            (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
            var (load, enough) = Load(app, caller);
            await enough;
            await end(app);
            answered = await load;
        }

        await using var next = await App.StartAsync(account);
        var queue = new UsageQueue(account);
        await queue.DrainedAsync();
        Assert.InRange((await ShownUsage.OfAsync(next, caller, manager)).Requests, answered, answered + Connections);
        Assert.Equal(0, await queue.PoisonedAsync());
    }

    private static async Task CallAsync(App app, RegisteredAccount caller, int times)
    {
        for (var i = 0; i < times; i++) (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    /// <summary>Calls at all connections until they fail because the app is gone.</summary>
    /// <returns>The number of calls that were answered, and the moment when there are enough to be in the middle of it.</returns>
    private static (Task<int> Answered, Task Enough) Load(App app, RegisteredAccount caller)
    {
        const int Enough = 400;
        var answered = 0;
        var enough = new TaskCompletionSource();
        return (RunAsync(), enough.Task);

        async Task<int> RunAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
            {
                try
                {
                    while ((await app.As(caller).GetAsync("/verify")).Status == HttpStatusCode.OK)
                        if (Interlocked.Increment(ref answered) == Enough) enough.SetResult();
                }
                catch (HttpRequestException)
                {
                    // It is gone: this call was not answered.
                }
            }));
            return answered;
        }
    }
}
