namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>An Azurite that takes tokens, for the tests of a class.</summary>
public sealed class TokenAzurite : IAsyncLifetime
{
    private Azurite azurite = null!;

    /// <summary>Skips the test where no app can be told to trust the certificate of this Azurite.</summary>
    public StorageAccount NewAccount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can one process be told to trust a certificate.");
        return azurite.NewAccount();
    }

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync(takesTokens: true);

    public async ValueTask DisposeAsync() => await azurite.DisposeAsync();
}
