using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Startup;

/// <summary>Before anything is served: the tables and queues that are missing, and the first administrator where there is none.</summary>
internal sealed partial class PrepareStorage(StorageSetup storage, BootstrapFirstPartner bootstrap, ILogger<PrepareStorage> logger) : IHostedLifecycleService
{
    private Result<Operator?> administrator;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        administrator = await bootstrap.ExecuteAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells what was done: before the start is over no log line reaches the Functions host.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!administrator.TryGet(out var made, out var error)) LogNotCreated(logger, error.Message);
        else if (made is not null) LogCreated(logger, made.UserName, made.Id.Pid);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{UserName} is the first administrator of partner {Pid}.")]
    private static partial void LogCreated(ILogger logger, string userName, uint pid);

    [LoggerMessage(Level = LogLevel.Error, Message = "The first administrator could not be made: {Reason}")]
    private static partial void LogNotCreated(ILogger logger, string reason);
}
