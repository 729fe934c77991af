using ApiAccounts.Core.Housekeeping;

namespace ApiAccounts.Functions.Timers;

/// <summary>Deletes expired and orphaned rows.</summary>
public sealed partial class PurgeFunctions(
    PurgeMarkers markers,
    PurgeChanges changes,
    PurgeIdempotentRequests requests,
    PurgeMailTallies mails,
    PurgeOrphans orphans,
    PurgeSignInTallies signIns,
    PurgeInvitations invitations,
    ILogger<PurgeFunctions> logger)
{
    private const string Hourly = "0 17 * * * *";
    private const string HourlyBetween = "0 27 * * * *";
    private const string Daily = "0 43 3 * * *";
    private const string EveryFiveMinutes = "30 */5 * * * *";
    private const string EveryFiveMinutesLater = "0 2/5 * * * *";

    [Function(nameof(TimerPurgeChanges))]
    public async Task TimerPurgeChanges([TimerTrigger(EveryFiveMinutes)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var purged = await changes.ExecuteAsync(cancellationToken);
        LogChangesPurged(logger, purged);
        var purgedRequests = await requests.ExecuteAsync(cancellationToken);
        LogRequestsPurged(logger, purgedRequests);
        var purgedMails = await mails.ExecuteAsync(cancellationToken);
        LogMailsPurged(logger, purgedMails);
    }

    [Function(nameof(TimerPurgeInvitations))]
    public async Task TimerPurgeInvitations([TimerTrigger(HourlyBetween)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var purged = await invitations.ExecuteAsync(cancellationToken);
        LogInvitationsPurged(logger, purged);
    }

    [Function(nameof(TimerPurgeMarkers))]
    public async Task TimerPurgeMarkers([TimerTrigger(Hourly)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var purged = await markers.ExecuteAsync(cancellationToken);
        LogMarkersPurged(logger, purged);
    }

    [Function(nameof(TimerPurgeOrphans))]
    public async Task TimerPurgeOrphans([TimerTrigger(Daily)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (holders, incomplete) = await orphans.ExecuteAsync(cancellationToken);
        LogOrphansPurged(logger, holders, incomplete);
    }

    [Function(nameof(TimerPurgeSignIns))]
    public async Task TimerPurgeSignIns([TimerTrigger(EveryFiveMinutesLater)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var purged = await signIns.ExecuteAsync(cancellationToken);
        LogSignInsPurged(logger, purged);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Deleted {Purged} change announcements.")]
    private static partial void LogChangesPurged(ILogger logger, int purged);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Deleted {Purged} requests with idempotency keys.")]
    private static partial void LogRequestsPurged(ILogger logger, int purged);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Deleted {Purged} tallies of mails.")]
    private static partial void LogMailsPurged(ILogger logger, int purged);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Purged} operators whose invitations expired.")]
    private static partial void LogInvitationsPurged(ILogger logger, int purged);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Enqueued the purge of {Holders} deleted operators, and deleted {Incomplete} operators left incomplete by a crash.")]
    private static partial void LogOrphansPurged(ILogger logger, int holders, int incomplete);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Purged} markers of old usage messages.")]
    private static partial void LogMarkersPurged(ILogger logger, int purged);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted the sign-in tallies of {Purged} user names.")]
    private static partial void LogSignInsPurged(ILogger logger, int purged);
}
