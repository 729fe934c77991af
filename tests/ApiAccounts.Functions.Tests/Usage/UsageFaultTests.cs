using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>The counts stay exact whatever ends in between.</summary>
public sealed class UsageFaultTests
{
    /// <summary>A message whose instance was killed is delivered again after this, in place of the 10 minutes of the host.</summary>
    private static readonly (string, string?) ShortHiding = ("StandIn__QueueHiddenTime", "00:00:02");

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
            var message = UsageQueue.Message($"message-{i}", now, bucket: 1, now, [.. callers.Select(caller => $"""["{caller.UserName}",1,{i}]""")]);
            await queue.SendAsync(message);
            await queue.SendAsync(message);
        }));
        await queue.DrainedAsync();

        foreach (var caller in callers) Assert.Equal(60, (await ShownUsage.OfAsync(one, caller, manager)).Requests);
        Assert.Equal(0, await queue.PoisonedAsync());
    }

    [Fact]
    public async Task No_answered_call_is_uncounted_when_the_app_is_asked_to_stop_under_load()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        RegisteredAccount caller, manager;
        int answered;
        await using (var stopped = await App.StartAsync(account, ShortHiding))
        {
            (caller, manager) = (await stopped.RegisterAsync(), await stopped.RegisterAsync());
            var (load, enough) = Load(stopped, caller);
            await enough;
            Assert.Equal(0, await stopped.TerminateAsync());
            answered = await load;
        }

        await AssertCountedAsync(account, caller, manager, answered);
    }

    [Fact]
    public async Task No_answered_call_is_uncounted_when_the_app_is_killed_under_load()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        RegisteredAccount caller, manager;
        int answered;
        await using (var killed = await App.StartAsync(account, ShortHiding))
        {
            (caller, manager) = (await killed.RegisterAsync(), await killed.RegisterAsync());
            var (load, enough) = Load(killed, caller);
            await enough;
            await killed.KillAsync();
            answered = await load;
        }

        await AssertCountedAsync(account, caller, manager, answered);
    }

    /// <summary>Calls at 16 connections until they fail because the app is gone.</summary>
    /// <returns>The number of calls that were answered, and the moment when there are enough to be in the middle of it.</returns>
    private static (Task<int> Answered, Task Enough) Load(App app, RegisteredAccount caller)
    {
        const int Connections = 16;
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
                    while ((await app.As(caller).GetAsync("/verify")).Status == HttpStatusCode.NoContent)
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

    /// <summary>Every answered call is counted; one that was not answered may be, and each connection had at most one of those.</summary>
    private static async Task AssertCountedAsync(StorageAccount account, RegisteredAccount caller, RegisteredAccount manager, int answered)
    {
        await using var next = await App.StartAsync(account);
        var queue = new UsageQueue(account);
        await queue.DrainedAsync();

        var shown = await ShownUsage.OfAsync(next, caller, manager);
        Assert.InRange(shown.Requests, answered, answered + 16);
        Assert.Equal(0, await queue.PoisonedAsync());
    }
}
