using ApiAccounts.Core.Tokens;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IKeyCheckStore"/> does.</summary>
public abstract class KeyCheckStoreContract
{
    private readonly string setting = $"Secrets__Peppers__{Known.NewPid()}";

    protected abstract IKeyCheckStore Store { get; }

    [Fact]
    public async Task The_first_check_value_of_a_setting_stays_and_others_have_their_own()
    {
        Assert.Equal("first", await Store.RecordAsync(setting, "first", default));
        Assert.Equal("first", await Store.RecordAsync(setting, "second", default));
        Assert.Equal("third", await Store.RecordAsync($"{setting}0", "third", default));
    }

    [Fact]
    public async Task Of_instances_that_start_at_once_all_get_the_value_of_one()
    {
        var stored = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(number => Task.Run(() => Store.RecordAsync(setting, $"value-{number}", default))));

        Assert.Single(stored.Distinct());
        Assert.Equal(stored[0], await Store.RecordAsync(setting, "later", default));
    }
}

public sealed class InMemoryKeyCheckStoreTests : KeyCheckStoreContract
{
    protected override IKeyCheckStore Store { get; } = Ports.InMemory().GetRequiredService<IKeyCheckStore>();
}

public sealed class TableKeyCheckStoreTests(OnAzurite azurite) : KeyCheckStoreContract, IClassFixture<OnAzurite>
{
    protected override IKeyCheckStore Store => azurite.Services.GetRequiredService<IKeyCheckStore>();
}
