using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Puts what the recorder still holds on the queue when the app stops, or on the disk where the queue does not take it, within the 5 s that
/// the Functions host allows: from the signal on nothing waits for an interval, and calls that still run are answered when the queue has
/// them.
/// </summary>
internal sealed partial class FlushUsage(
    UsageRecorder recorder, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<FlushUsage> logger) : IHostedService
{
    private static readonly TimeSpan QueueLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DiskLimit = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(recorder.BeginShutdown);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await IsDoneWithinAsync(QueueLimit, recorder.FlushAsync) || await IsDoneWithinAsync(DiskLimit, recorder.SpoolAsync)) return;
        LogLost(logger);
    }

    private async Task<bool> IsDoneWithinAsync(TimeSpan time, Func<CancellationToken, Task> action)
    {
        using var limit = new CancellationTokenSource(time, clock);
        try
        {
            await action(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Usage that waited for the queue was lost: neither the queue nor a disk took it before the app had to stop.")]
    private static partial void LogLost(ILogger logger);
}
