namespace ApiAccounts.Deployment.Tests.Hooks;

/// <summary>An app with its first administrator, for the tests of a class.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private AppProcess app = null!;

    public Uri Address => app.Address;

    public async ValueTask InitializeAsync() =>
        app = await AppProcess.StartAsync(AppSettings.For((await Azurite.SharedAsync()).NewAccount()));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
