using ApiAccounts.Core.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Timers;

/// <summary>Clears away what time has made useless.</summary>
public sealed partial class PurgeFunctions(PurgeMarkers markers, ILogger<PurgeFunctions> logger)
{
    private const string Hourly = "0 17 * * * *";

    [Function(nameof(TimerPurgeMarkers))]
    public async Task TimerPurgeMarkers([TimerTrigger(Hourly)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var purged = await markers.ExecuteAsync(cancellationToken);
        LogPurged(logger, purged);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Purged} markers of old usage messages were removed.")]
    private static partial void LogPurged(ILogger logger, int purged);
}
