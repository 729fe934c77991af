using ApiAccounts.SelfHost.Listeners;
using Microsoft.AspNetCore.Hosting.Server;

namespace ApiAccounts.SelfHost.Stopping;

/// <summary>The end of work: nothing new begins, and what runs has its grace. It happens once, whoever asks first.</summary>
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
        using var requestsMayRun = new CancellationTokenSource(Grace.OfRuns, time);
        var ended = Task.WhenAll(listeners.StopAsync(), server.StopAsync(requestsMayRun.Token));
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

    [LoggerMessage(1, LogLevel.Information, "Stopping: nothing new begins, requests and messages in flight finish.")]
    private partial void Draining();

    [LoggerMessage(2, LogLevel.Warning, "Some runs have not ended within their grace: cancelling them.")]
    private partial void Cancelling();

    [LoggerMessage(3, LogLevel.Warning, "Some runs did not end when cancelled: leaving them.")]
    private partial void Abandoned();
}
