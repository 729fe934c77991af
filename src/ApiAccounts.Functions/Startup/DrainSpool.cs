using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Hosting;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Sends what the queue did not take from the disk, for as long as the app runs. It begins after the start, so that a disk that hangs does not
/// delay it.
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
