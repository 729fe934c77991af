using ApiAccounts.Functions.Tests.Faults;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>An app whose clock can be stepped, and that trusts one proxy.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    private readonly WallClock clock = new();
    private TimeSpan ahead;

    public App App { get; private set; } = null!;

    /// <summary>Steps the clock of the app forward.</summary>
    public void Step(TimeSpan time) => clock.Set(ahead += time);

    public async ValueTask InitializeAsync() => App = await App.StartAsync(
        (await Azurite.SharedAsync()).NewAccount(),
        ("DOTNET_STARTUP_HOOKS", WallClock.Hook), ("SteppedClock__File", clock.File), ("Http__TrustedProxies", "1"));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        clock.Dispose();
    }
}
