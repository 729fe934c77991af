using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.SelfHost.SampleApp;

/// <summary>One per scope.</summary>
public sealed class ScopedThing
{
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>What a held message waits for.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => opened.Task;

    public void Open() => opened.TrySetResult();
}

/// <summary>Says when the host stops the app's services.</summary>
public sealed partial class StoppingService(ILogger<StoppingService> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Stopping();
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "service stops")]
    private partial void Stopping();
}
