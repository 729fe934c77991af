namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Without it the fault tests would step clocks that nobody looks at.</summary>
[Collection<FaultCollection>]
public sealed class WallClockTests
{
    [Fact]
    public async Task A_step_reaches_the_running_app()
    {
        await using var instance = new Instance(0, (await Azurite.SharedAsync()).NewAccount(), seed: 1);
        await instance.StartAsync();
        var app = instance.App!;
        var before = await app.RegisterAsync();
        instance.Clock.Set(TimeSpan.FromMinutes(4));
        var after = await app.RegisterAsync();

        var between = (await app.BackDoor.FindAsync(after))!.CreatedAt - (await app.BackDoor.FindAsync(before))!.CreatedAt;
        Assert.InRange(between, TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(8));
    }
}
