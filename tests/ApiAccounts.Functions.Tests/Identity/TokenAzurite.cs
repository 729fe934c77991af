namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>An Azurite that takes tokens, for the tests of a class.</summary>
public sealed class TokenAzurite : IAsyncLifetime
{
    private Azurite azurite = null!;

    public StorageAccount NewAccount() => azurite.NewAccount();

    public async Task InitializeAsync() => azurite = await Azurite.StartAsync(takesTokens: true);

    public async Task DisposeAsync() => await azurite.DisposeAsync();
}
