using ApiAccounts.Core.Housekeeping;

namespace ApiAccounts.Functions.Timers;

/// <summary>Sends expiry warnings.</summary>
public sealed partial class ExpiryFunctions(WarnOfExpiry warn, ILogger<ExpiryFunctions> logger)
{
    private const string Hourly = "0 7 * * * *";

    [Function(nameof(TimerWarnOfExpiry))]
    public async Task TimerWarnOfExpiry([TimerTrigger(Hourly)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var warnings = await warn.ExecuteAsync(cancellationToken);
        LogWarned(logger, warnings);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Enqueued {Warnings} expiry warnings.")]
    private static partial void LogWarned(ILogger logger, int warnings);
}
