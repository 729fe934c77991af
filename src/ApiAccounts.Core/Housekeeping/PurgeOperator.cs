using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>Removes the rows of the API users, custom services and sessions of an operator that is gone. Doing it twice, or at the same time, does no harm.</summary>
public sealed partial class PurgeOperator(
    IOperatorStore operators, IApiUserStore apiUsers, ICustomServiceStore services, ISessionStore sessions, ILogger<PurgeOperator> logger)
{
    /// <param name="message">As <see cref="DeletedOperatorMessage"/> writes it; another one is logged and left at that.</param>
    public async Task ExecuteAsync(string message, CancellationToken cancellationToken)
    {
        if (!DeletedOperatorMessage.Read(message).TryGet(out var id, out var error))
        {
            LogRefused(logger, error.Message);
            return;
        }
        if (await operators.FindAsync(id, cancellationToken) is not null) return;
        var purged = await apiUsers.PurgeOfOperatorAsync(id, cancellationToken);
        var purgedServices = await services.PurgeOfOperatorAsync(id, cancellationToken);
        var ended = await sessions.PurgeOfOperatorAsync(id, cancellationToken);
        LogPurged(logger, purged, purgedServices, ended, id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the queue ended-operators was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Purged} API users, {PurgedServices} custom services and {Ended} sessions of the deleted operator {OperatorId} were removed.")]
    private static partial void LogPurged(ILogger logger, int purged, int purgedServices, int ended, AccountId operatorId);
}
