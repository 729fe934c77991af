namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Two instances of the app on one storage account, which learn of each other's changes as fast as they do by default.</summary>
public sealed class TwoApps : IAsyncLifetime
{
    public App One { get; private set; } = null!;

    public App Other { get; private set; } = null!;

    /// <summary>An API user of the administrator.</summary>
    public RegisteredAccount Manager { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        One = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        Other = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        Manager = await One.RegisterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }
}
