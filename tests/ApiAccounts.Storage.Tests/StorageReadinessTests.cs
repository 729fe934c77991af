using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests;

/// <summary>What checks of the storage cost, counted on the wire.</summary>
public sealed class StorageReadinessTests : IAsyncLifetime
{
    /// <summary>One query of each of the five tables and six queues.</summary>
    private const int OneSet = 11;

    private readonly FakeClock clock = new(Known.Now);
    private CountingProxy proxy = null!;
    private ServiceProvider services = null!;
    private StorageReadiness readiness = null!;

    public async ValueTask InitializeAsync()
    {
        proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        services = Ports.On(proxy.Account, clock);
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
        readiness = services.GetRequiredService<StorageReadiness>();
        proxy.Reset();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task Concurrent_callers_share_one_check()
    {
        var checks = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => readiness.FindUnavailableAsync(default)));

        Assert.All(checks, Assert.Empty);
        Assert.Equal(OneSet, proxy.Calls.Count);
    }

    [Fact]
    public async Task A_check_is_made_again_a_second_after_the_last_began()
    {
        await readiness.FindUnavailableAsync(default);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        await readiness.FindUnavailableAsync(default);
        Assert.Equal(OneSet, proxy.Calls.Count);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await readiness.FindUnavailableAsync(default);
        Assert.Equal(2 * OneSet, proxy.Calls.Count);
    }

    [Fact]
    public async Task A_caller_that_leaves_takes_the_check_from_nobody_else()
    {
        using var leaving = new CancellationTokenSource();
        var first = readiness.FindUnavailableAsync(leaving.Token);
        var second = readiness.FindUnavailableAsync(default);
        await leaving.CancelAsync();

        Assert.Empty(await second);
        Assert.Equal(OneSet, proxy.Calls.Count);
        await first.ContinueWith(_ => { }, TaskScheduler.Default); // cancelled, unless the check was faster
    }
}
