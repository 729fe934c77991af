using ApiAccounts.Storage.Tests.Given;

namespace ApiAccounts.Storage.Tests;

public sealed class StorageSetupTests(OnAzurite azurite) : IClassFixture<OnAzurite>
{
    [Fact]
    public async Task What_is_there_answers_and_is_made_again_without_harm()
    {
        await azurite.Setup.CreateAsync(default);
        Assert.Empty(await azurite.Setup.FindUnavailableAsync(default));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var services = Ports.On(account);
        var setup = (StorageSetup)services.GetService(typeof(StorageSetup))!;
        Assert.Equal(
            ["ended-operators", "ended-operators-poison", "outgoing-mail", "outgoing-mail-poison", "usage-pings", "usage-pings-poison"],
            (await setup.FindUnavailableAsync(default)).Where(name => name.Contains('-')).Order());
    }
}
