using ApiAccounts.Worker.Tests.Running;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Functions;

/// <summary>Callers that leave while the storage lets them wait.</summary>
public sealed class AbortedCallTests
{
    /// <summary>With it the first call is held back for 4.8 s: long enough to leave meanwhile.</summary>
    private const int Seed = 6;

    private static readonly NetworkWeather Standstill = new(0, 0, 0, Delays: 1, TimeSpan.FromSeconds(5)) { Only = StorageService.Tables };

    [Fact]
    public async Task A_call_that_its_caller_aborts_ends_quietly()
    {
        await using var storage = new UnreliableProxy((await Azurite.SharedAsync()).NewAccount(), Seed);
        await using var app = await WorkerApp.StartAsync(storage.Account, pumpsQueues: false);
        var manager = await app.RegisterAsync();
        (await app.As(manager).GetAsync("/verify")).Is(HttpStatusCode.OK);

        using var leaving = new CancellationTokenSource();
        using var request = app.Request(HttpMethod.Get, "/api/v1/audit", manager);
        storage.Weather = Standstill;
        var call = app.Client.SendAsync(request, leaving.Token);
        await Eventually.Async(() => Task.FromResult(storage.Harmed > 0), "the call waits for the storage");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        storage.Weather = NetworkWeather.Fine;
        await Eventually.Async(() => Task.FromResult(app.Host.InFlight("ListAudit") == 0), "the function ends");

        Assert.Empty(app.Host.FailedInvocations);
        Assert.DoesNotContain(app.Host.Log, line => line.Level >= LogLevel.Error);
    }
}
