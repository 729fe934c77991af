using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Puts what the recorder still holds on the queue when the app stops, within the 5 s that the Functions host allows: from the signal on nothing
/// waits for an interval, and calls that still run are answered when the queue has them.
/// </summary>
internal sealed partial class FlushUsage(
    UsageRecorder recorder, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<FlushUsage> logger) : IHostedService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(recorder.Hurry);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        try
        {
            await recorder.FlushAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogLost(logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Usage that waited for the queue was lost: the queue did not take it before the app had to stop.")]
    private static partial void LogLost(ILogger logger);
}
