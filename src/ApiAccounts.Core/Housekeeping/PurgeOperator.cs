using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Deletes the rows of a deleted operator's API users, custom services, sessions and own usage. Repeated runs are safe.</summary>
public sealed partial class PurgeOperator(
    IOperatorStore operators,
    IApiUserStore apiUsers,
    ICustomServiceStore services,
    ISessionStore sessions,
    IUsageStore usage,
    ILogger<PurgeOperator> logger)
{
    /// <param name="message">A message from <see cref="DeletedOperatorMessage"/>. Any other message is logged and dropped.</param>
    public async Task ExecuteAsync(string message, CancellationToken cancellationToken)
    {
        if (!DeletedOperatorMessage.Read(message).TryGet(out var id, out var error))
        {
            LogRejected(logger, error.Message);
            return;
        }
        if (await operators.FindAsync(id, cancellationToken) is not null) return;
        var purged = await apiUsers.PurgeOfOperatorAsync(id, cancellationToken);
        var purgedServices = await services.PurgeOfOperatorAsync(id, cancellationToken);
        var purgedSessions = await sessions.PurgeOfOperatorAsync(id, cancellationToken);
        await usage.PurgeOfOperatorAsync(id, cancellationToken);
        LogPurged(logger, purged, purgedServices, purgedSessions, id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the queue ended-operators was rejected: {Reason}")]
    private static partial void LogRejected(ILogger logger, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Purged {Purged} API users, {PurgedServices} custom services and {PurgedSessions} sessions of operator {OperatorId}.")]
    private static partial void LogPurged(ILogger logger, int purged, int purgedServices, int purgedSessions, AccountId operatorId);
}
