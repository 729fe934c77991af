using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Creates missing tables and queues, refuses wrong keys, creates the first administrator if there is none, and lets a lost one in again,
/// before the app serves requests.
/// </summary>
internal sealed partial class PrepareStorage(
    StorageSetup storage,
    CheckKeys keys,
    BootstrapFirstPartner bootstrap,
    RecoverAdministrator recover,
    ILogger<PrepareStorage> logger)
    : IHostedLifecycleService
{
    private Result<Operator?> administrator;
    private Result<Operator?> recovered;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        await RefuseWrongKeysAsync(cancellationToken);
        administrator = await bootstrap.ExecuteAsync(cancellationToken);
        recovered = await recover.FromSettingsAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Logs the outcome, because no log line reaches the Functions host before startup is complete.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!administrator.TryGet(out var created, out var error)) LogNotCreated(logger, error.Message);
        else if (created is not null) LogCreated(logger, created.UserName, created.Id.Pid);
        if (!recovered.TryGet(out var letIn, out var reason)) LogNotRecovered(logger, reason.Message);
        else if (letIn is not null) LogRecovered(logger, letIn.UserName, letIn.Id);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="AggregateException">A <see cref="SettingException"/> for each wrong key.</exception>
    private async Task RefuseWrongKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wrong = await keys.FindWrongAsync(cancellationToken);
            if (wrong.Count > 0) throw new AggregateException(wrong.Select(sentence => new SettingException(sentence)));
        }
        catch (StorageUnavailableException)
        {
            // An outage does not prevent a start: the app is not ready until the keys are checked.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{UserName} is the first administrator of partner {Pid}.")]
    private static partial void LogCreated(ILogger logger, string userName, uint pid);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{UserName} ({OperatorId}) is an administrator with a temporary password again, because Bootstrap__RecoverAdmin says so.")]
    private static partial void LogRecovered(ILogger logger, string userName, AccountId operatorId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The operator of Bootstrap__RecoverAdmin was not let in again: {Reason}")]
    private static partial void LogNotRecovered(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The first administrator could not be created: {Reason}")]
    private static partial void LogNotCreated(ILogger logger, string reason);
}
