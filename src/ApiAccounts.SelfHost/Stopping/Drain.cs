using ApiAccounts.SelfHost.Listeners;
using Microsoft.AspNetCore.Hosting.Server;

namespace ApiAccounts.SelfHost.Stopping;

/// <summary>
/// Stops new runs, and waits for current runs for their grace period. Only the first call starts this; later calls share it.
/// </summary>
internal sealed partial class Drain(IServer server, TriggerListeners listeners, Grace grace, TimeProvider time, ILogger<Drain> logger)
{
    private readonly Lock gate = new();
    private Task? drained;

    public Task RunAsync()
    {
        lock (gate) return drained ??= StopAsync();
    }

    private async Task StopAsync()
    {
        Draining();
        using var requestLimit = new CancellationTokenSource(Grace.OfRuns, time);
        var ended = Task.WhenAll(listeners.StopAsync(), server.StopAsync(requestLimit.Token));
        if (await EndsWithinAsync(ended, Grace.OfRuns)) return;
        Cancelling();
        await grace.EndAsync();
        if (!await EndsWithinAsync(ended, Grace.OfCancelledRuns)) Abandoned();
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan limit)
    {
        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(task, Task.Delay(limit, time, ended.Token));
        await ended.CancelAsync();
        if (first != task) return false;
        await task;
        return true;
    }

    [LoggerMessage(1, LogLevel.Information, "Stopping: waiting for current requests and messages; no new ones start.")]
    private partial void Draining();

    [LoggerMessage(2, LogLevel.Warning, "Some runs did not end within the grace period: cancelling them.")]
    private partial void Cancelling();

    [LoggerMessage(3, LogLevel.Warning, "Some runs did not end after cancellation: abandoning them.")]
    private partial void Abandoned();
}
