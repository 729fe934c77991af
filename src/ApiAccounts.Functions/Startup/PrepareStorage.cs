using ApiAccounts.Core.Partners;
using ApiAccounts.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Startup;

/// <summary>Before anything is served: the tables and queues that are missing, and the first administrator where there is none.</summary>
internal sealed partial class PrepareStorage(StorageSetup storage, BootstrapFirstPartner bootstrap, ILogger<PrepareStorage> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        if (!(await bootstrap.ExecuteAsync(cancellationToken)).TryGet(out var administrator, out var error))
            LogNotMade(logger, error.Message);
        else if (administrator is not null)
            LogMade(logger, administrator.UserName, administrator.Id.Pid);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{UserName} is the first administrator of partner {Pid}.")]
    private static partial void LogMade(ILogger logger, string userName, uint pid);

    [LoggerMessage(Level = LogLevel.Error, Message = "The first administrator could not be made: {Reason}")]
    private static partial void LogNotMade(ILogger logger, string reason);
}
