using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Enqueues usage that is spooled on the disk, while the app runs. It begins after startup, so that an unresponsive disk cannot delay it.
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
