using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>A running app whose calls to the storage are counted; it learns of changes as fast as it does by default.</summary>
public sealed class CountedApp : IAsyncLifetime
{
    public CountingProxy Proxy { get; private set; } = null!;

    public App App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        App = await App.StartAsync(Proxy.Account, ("Verification__MaxStaleness", null));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Proxy.DisposeAsync();
    }
}
