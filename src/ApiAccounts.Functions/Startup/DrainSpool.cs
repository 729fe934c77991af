using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Hosting;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Sends from the disk what the queue had not taken, for as long as the app runs. It begins when the app has started: a disk that hangs
/// delays no start, and the Functions host gets to see what is logged.
/// </summary>
internal sealed class DrainSpool(SendSpooledUsage send, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var starting = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await send.RunAsync(stoppingToken);
    }
}
