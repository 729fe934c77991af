namespace ApiAccounts.SelfHost.Tests;

/// <summary>One running app for a class of tests that only send it requests.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private SampleApp? app;

    public SampleApp App => app ?? throw new InvalidOperationException("The app has not been started.");

    public HttpClient Client => App.Client;

    public async ValueTask InitializeAsync() => app = await SampleApp.StartAsync((await Azurite.SharedAsync()).NewAccount());

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }
}
