namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Two instances of the app on one storage account, which learn of each other's changes as fast as they do by default.</summary>
public sealed class TwoApps : IAsyncDisposable
{
    private TwoApps(App one, App other, RegisteredAccount manager)
    {
        One = one;
        Other = other;
        Manager = manager;
    }

    public App One { get; }

    public App Other { get; }

    /// <summary>An API user of the administrator.</summary>
    public RegisteredAccount Manager { get; }

    public static async Task<TwoApps> StartAsync()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var one = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        var other = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        return new(one, other, await one.RegisterAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }
}
