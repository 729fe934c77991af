namespace ApiAccounts.Functions.Tests.Running;

/// <summary>One running app, for the tests of a class: <c>IClassFixture&lt;AppFixture&gt;</c>.</summary>
public class AppFixture : IAsyncLifetime
{
    private readonly (string Name, string? Value)[] settings;

    public AppFixture()
        : this([])
    {
    }

    /// <summary>For a fixture whose app has settings of its own.</summary>
    protected AppFixture(params (string Name, string? Value)[] settings) => this.settings = settings;

    public App App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), settings);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
