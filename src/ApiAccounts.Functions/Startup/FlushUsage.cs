using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Flushes the buffered usage when the app stops, to the queue or, if that fails, to the disk, within the 5 s that the Functions host
/// allows. From the signal on, the recorder enqueues without waiting for an interval, so that running calls complete early.
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
        if (await CompletesWithinAsync(QueueLimit, recorder.FlushAsync)) return;
        if (await CompletesWithinAsync(DiskLimit, recorder.SpoolAsync)) return;
        LogLost(logger);
    }

    private async Task<bool> CompletesWithinAsync(TimeSpan time, Func<CancellationToken, Task> action)
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
        "Buffered usage was lost: neither the queue nor a disk accepted it before the app had to stop.")]
    private static partial void LogLost(ILogger logger);
}
