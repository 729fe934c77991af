using ApiAccounts.SelfHost.Listeners;
using ApiAccounts.SelfHost.Settings;
using ApiAccounts.SelfHost.Stopping;

namespace ApiAccounts.SelfHost;

/// <summary>
/// The app and its host in one process. It starts the app's services, the server, then the triggers. It stops by draining, then stops the
/// app's services in reverse order.
/// </summary>
internal sealed class SelfHostApplication(WebApplication app, TriggerListeners listeners, HttpAddress address) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        StartException.Guard(address.ThrowUnlessFree);
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
