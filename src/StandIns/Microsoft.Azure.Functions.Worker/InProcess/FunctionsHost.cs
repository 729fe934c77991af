using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>
/// The app and the host around it in one process. Start: the app's services, the server, the triggers. Stop: the drain, then the app's
/// services in reverse.
/// </summary>
internal sealed class FunctionsHost(WebApplication app, TriggerListeners listeners, int port) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        StartException.Guard(() => HttpPort.ThrowUnlessFree(port));
        await app.StartAsync(cancellationToken);
        listeners.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await app.Services.GetRequiredService<Drain>().RunAsync();
        await app.StopAsync(cancellationToken);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
