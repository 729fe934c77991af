using System.Runtime.InteropServices;

namespace ApiAccounts.SelfHost.Stopping;

/// <summary>On SIGTERM, SIGINT (Ctrl-C) and SIGQUIT, drains the host, like the real one, and then stops the app.</summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, Lazy<Drain> drain) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true; // the process exits when the app has stopped
        _ = StopAsync();
    }

    private async Task StopAsync()
    {
        try
        {
            await drain.Value.RunAsync();
        }
        finally
        {
            application.StopApplication();
        }
    }
}
