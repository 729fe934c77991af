using ApiAccounts.Storage.Tests.Given;

namespace ApiAccounts.Storage.Tests;

public sealed class StorageSetupTests(OnAzurite azurite) : IClassFixture<OnAzurite>
{
    [Fact]
    public async Task Existing_tables_and_queues_can_be_created_again_without_harm()
    {
        await azurite.Setup.CreateAsync(default);
        Assert.Empty(await azurite.Setup.FindUnavailableAsync(default));
    }

    [Fact]
    public async Task A_missing_table_or_queue_is_named()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var services = Ports.On(account);
        var setup = (StorageSetup)services.GetService(typeof(StorageSetup))!;
        Assert.Equal(
            ["ended-operators", "ended-operators-poison", "outgoing-mail", "outgoing-mail-poison", "usage-pings", "usage-pings-poison"],
            (await setup.FindUnavailableAsync(default)).Where(name => name.Contains('-')).Order());
    }
}
