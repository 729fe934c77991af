using ApiAccounts.Core.Housekeeping;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Timers;

/// <summary>Warns of what ends soon.</summary>
public sealed partial class ExpiryFunctions(WarnOfExpiry warn, ILogger<ExpiryFunctions> logger)
{
    private const string Hourly = "0 7 * * * *";

    [Function(nameof(TimerWarnOfExpiry))]
    public async Task TimerWarnOfExpiry([TimerTrigger(Hourly)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var given = await warn.ExecuteAsync(cancellationToken);
        LogWarned(logger, given);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Given} warnings of expiry were given.")]
    private static partial void LogWarned(ILogger logger, int given);
}
