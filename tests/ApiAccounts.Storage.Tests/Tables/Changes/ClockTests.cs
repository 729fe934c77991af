using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Tables.Changes;

/// <summary>Changes are found by the storage's time, whatever the clocks of the instances say.</summary>
public sealed class ClockTests(OnAzurite azurite) : IClassFixture<OnAzurite>
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(-10, 10)]
    [InlineData(10, -10)]
    public async Task Clocks_that_are_minutes_apart_do_no_harm(int writersMinutes, int readersMinutes)
    {
        await using var writer = Ports.On(azurite.Account, At(writersMinutes));
        await using var reader = Ports.On(azurite.Account, At(readersMinutes));
        var id = Known.ApiUserId(Known.NewPid());

        await writer.GetRequiredService<IChangeStore>().AddAsync([id], default);

        Assert.Contains(id, await ReadAsync(reader));
    }

    [Fact]
    public async Task A_clock_that_is_set_while_it_runs_does_no_harm()
    {
        var clock = At(0);
        await using var services = Ports.On(azurite.Account, clock);
        var store = services.GetRequiredService<IChangeStore>();
        foreach (var minutes in new[] { 10, -20, 30 })
        {
            var id = Known.ApiUserId(Known.NewPid());
            await store.AddAsync([id], default);
            clock.AdjustTime(clock.GetUtcNow().AddMinutes(minutes));
            Assert.Contains(id, await ReadAsync(services));
        }
    }

    private static FakeClock At(int minutes) => new(DateTimeOffset.UtcNow.AddMinutes(minutes));

    private static async Task<IEnumerable<AccountId>> ReadAsync(IServiceProvider services) =>
        (await services.GetRequiredService<IChangeStore>().ReadAsync(ChangesFeed.Window, default)).SelectMany(change => change.Ids);
}
