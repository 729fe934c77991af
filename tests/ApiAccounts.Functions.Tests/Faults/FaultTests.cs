using System.Globalization;
using System.Security.Cryptography;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>
/// The promises of docs/faults.md, each test a scenario of some seconds. The seed of a run is in its output; a
/// set <c>FAULTS_SEED</c> plays the same schedule again.
/// </summary>
[Collection<FaultCollection>]
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int MostShown = 20;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    /// <summary>Leaves the machine to the instances that start again: more goes wrong in the same time.</summary>
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(15);

    [Fact]
    public Task Counts_are_exact_when_instances_are_killed() => HoldsAsync(FaultKinds.Kills);

    [Fact]
    public Task Counts_are_exact_when_the_storage_restarts() => HoldsAsync(FaultKinds.StorageRestarts);

    [Fact]
    public Task Counts_are_exact_when_the_network_fails() => HoldsAsync(FaultKinds.BadNetwork);

    [Fact]
    public Task Counts_are_exact_when_messages_come_twice_and_in_another_order() => HoldsAsync(FaultKinds.Duplicates);

    [Fact]
    public Task Counts_are_exact_when_clocks_step() => HoldsAsync(FaultKinds.ClockSteps);

    [Fact]
    public Task Everything_holds_when_all_goes_wrong_at_once() => HoldsAsync(FaultKinds.All);

    private async Task HoldsAsync(FaultKinds faults)
    {
        var seed = Environment.GetEnvironmentVariable("FAULTS_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        var run = new ScenarioRun(new(faults, Length, seed) { HasStorms = faults == FaultKinds.BadNetwork, BetweenCalls = BetweenCalls });
        var broken = await run.RunAsync();
        output.WriteLine($"Seed {seed}: {run.Tally}");
        var sentences = string.Join('\n', broken.Take(MostShown));
        Assert.True(broken.Count == 0, $"With the seed {seed} (FAULTS_SEED), {broken.Count} times:\n{sentences}\n{run.Tally}");
    }
}

/// <summary>Each of these loads the machine with several processes: one after the other.</summary>
[CollectionDefinition]
public sealed class FaultCollection;
