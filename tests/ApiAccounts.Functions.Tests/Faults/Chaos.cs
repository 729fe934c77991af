namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Lets things go wrong by a schedule that the seed makes, and mends them at the end.</summary>
internal sealed class Chaos(Cluster cluster, Scenario scenario, Tally tally)
{
    /// <summary>How much rarer each fault is where there are others too: calls have to be answered in between.</summary>
    private const int PaceAmongOthers = 5;

    /// <summary>Less than a storage client waits, else it would ask again meanwhile and the first could act long after.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// What is sent to a queue is taken and not answered, for twice as long as a queue client tries by itself (four times, with 0.8, 1.6
    /// and 3.2 s between): what the product then sends again has to be the same message.
    /// </summary>
    private static readonly NetworkWeather Storm = new(0, 1, 0, 0, TimeSpan.Zero) { Only = StorageService.Queues };

    private static readonly TimeSpan StormLength = TimeSpan.FromSeconds(12);

    /// <summary>Returns when all works again.</summary>
    public async Task RunAsync(CancellationToken until)
    {
        await Task.WhenAll(
            LoopAsync(FaultKinds.Kills, 0.5, 2, KillAsync, until),
            LoopAsync(FaultKinds.StorageRestarts, 1, 4, RestartStorageAsync, until),
            LoopAsync(FaultKinds.BadNetwork, 0.1, 0.6, WorsenNetworkAsync, until),
            LoopAsync(FaultKinds.ClockSteps, 0.2, 1, StepClockAsync, until),
            LoopAsync(FaultKinds.Duplicates, 0.01, 0.1, new QueueDisturber(cluster.Storage, tally).DisturbAsync, until));
        foreach (var instance in cluster.Instances)
        {
            instance.Network.Weather = NetworkWeather.Fine;
            instance.Clock.Set(TimeSpan.Zero);
        }
    }

    /// <summary>What is begun is brought to its end, so that it leaves nothing broken.</summary>
    private async Task LoopAsync(FaultKinds kind, double atLeast, double atMost, Func<Random, Task> harm, CancellationToken until)
    {
        if (!scenario.Has(kind)) return;
        var random = new Random(scenario.SeedOf("chaos", (int)kind));
        var pace = scenario.Faults == kind ? 1 : PaceAmongOthers;
        try
        {
            while (true)
            {
                await Task.Delay(Seconds(random, atLeast, atMost) * pace, until);
                await harm(random);
            }
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // The end of the scenario.
        }
    }

    private async Task KillAsync(Random random)
    {
        var instances = random.Next(5) == 0 ? [.. cluster.Instances] : new[] { Any(random, cluster.Instances) };
        var isKilled = random.Next(4) > 0 || tally["kills"] == 0;
        var down = Seconds(random, 0, 0.5);
        foreach (var instance in instances.Where(instance => instance.Death is not null))
            tally.Found($"Instance {instance.Number} had ended by itself:\n{instance.Death}");
        await Task.WhenAll(instances.Select(instance => isKilled ? instance.KillAsync() : instance.TerminateAsync()));
        tally.Count(isKilled ? "kills" : "stops", instances.Length);
        await Task.Delay(down);
        await Task.WhenAll(instances.Select(instance => instance.StartAsync()));
    }

    private async Task RestartStorageAsync(Random random)
    {
        await cluster.RestartStorageAsync(Seconds(random, 0, 1));
        tally.Count("storage restarts");
    }

    private async Task WorsenNetworkAsync(Random random)
    {
        var instance = Any(random, cluster.Instances);
        var before = instance.Network.Harmed;
        var (weather, length) = (RoughWeather(random), Seconds(random, 0.3, 2));
        var isStorm = scenario.HasStorms && (random.Next(20) == 0 || tally["storms"] == 0);
        instance.Network.Weather = isStorm ? Storm : weather;
        await Task.Delay(isStorm ? StormLength : length);
        instance.Network.Weather = NetworkWeather.Fine;
        tally.Count("harmed storage calls", instance.Network.Harmed - before);
        if (isStorm) tally.Count("storms");
    }

    private static NetworkWeather RoughWeather(Random random) => new(
        LostRequests: random.NextDouble() * 0.3,
        LostAnswers: random.NextDouble() * 0.3,
        HalvedAnswers: random.NextDouble() * 0.1,
        Delays: random.NextDouble(),
        LongestDelay * Math.Pow(random.NextDouble(), 3));

    /// <summary>The first keeps the right time, so that right and wrong clocks meet.</summary>
    private Task StepClockAsync(Random random)
    {
        var instance = Any(random, cluster.Instances.Skip(1).ToList());
        instance.Clock.Set(Scenario.LargestStep * (random.NextDouble() * 2 - 1));
        tally.Count("clock steps");
        return Task.CompletedTask;
    }

    private static T Any<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static TimeSpan Seconds(Random random, double atLeast, double atMost) =>
        TimeSpan.FromSeconds(atLeast + (atMost - atLeast) * random.NextDouble());
}
