using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Plays a scenario: starts what it needs, lets the load and the faults go on for its length, mends all and judges.</summary>
internal sealed class ScenarioRun(Scenario scenario)
{
    /// <summary>How much longer than its length a scenario may take, on a slow machine, until everything has happened.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private readonly Population population = new();

    public Tally Tally { get; } = new();

    /// <returns>What was broken; nothing when every promise was kept.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync()
    {
        await using var cluster = await Cluster.StartAsync(scenario);
        var homes = await PopulateAsync(cluster);
        using var end = new CancellationTokenSource();
        await Task.WhenAll(
        [
            EndAsync(end),
            new Chaos(cluster, scenario, Tally).RunAsync(end.Token),
            .. Enumerable.Range(0, scenario.Writers)
                .Select(number => new Writer(cluster, scenario, population, homes, number, Tally).RunAsync(end.Token)),
            .. Enumerable.Range(0, scenario.Callers)
                .Select(number => new Caller(cluster, population, scenario.BetweenCalls, scenario.SeedOf("caller", number),
                    Tally).RunAsync(end.Token)),
        ]);
        foreach (var instance in cluster.Instances.Where(instance => instance.Death is not null))
            Tally.Found($"Instance {instance.Number} ended by itself:\n{instance.Death}");

        // What a recorder still tries to send goes out with the stop, so that it is judged and does not come after.
        await Task.WhenAll(cluster.Instances.Select(instance => instance.TerminateAsync()));
        await Task.WhenAll(cluster.Instances.Select(instance => instance.StartAsync()));
        using var judge = new Judge(cluster, scenario, population, homes, Tally);
        await judge.RunAsync();
        return Tally.Findings;
    }

    /// <summary>Two partners, each with a manager and API users that nobody changes. Nothing goes wrong yet.</summary>
    private async Task<IReadOnlyList<Home>> PopulateAsync(Cluster cluster)
    {
        var app = cluster.Instances[0].App!;
        var other = await cluster.BackDoor.NewPartnerAsync();
        Home[] homes =
        [
            HomeOf(await app.RegisterAsync()),
            HomeOf(await app.RegisterAsync(other)),
        ];
        using var client = new Client(Tally);
        foreach (var home in homes)
        {
            for (var i = 0; i < scenario.SteadyApiUsers; i++)
            {
                var reply = await client.SendAsync(
                    cluster.Instances[0], home.Key, "POST", $"/api/v1/operators/{home.OperatorGuid}/api-users",
                    """{"description":"Steady"}""");
                population.Add(JsonElement.Parse(reply.Body), isSteady: true);
            }
        }
        return homes;
    }

    private Home HomeOf(RegisteredAccount manager) =>
        new(manager.OperatorGuid, population.Add(manager.UserName, manager.Password, isSteady: true));

    /// <summary>
    /// After its length, and when everything has been tried that it is about: a scenario that did nothing would prove nothing.
    /// </summary>
    private async Task EndAsync(CancellationTokenSource end)
    {
        using var limit = new CancellationTokenSource(scenario.Length + Patience);
        await Task.Delay(scenario.Length);
        while (Missing().Any() && !limit.IsCancellationRequested) await Task.Delay(BetweenLooks);
        foreach (var what in Missing()) Tally.Found($"Nothing was proved: there were no {what}.");
        await end.CancelAsync();
    }

    private IEnumerable<string> Missing()
    {
        List<string> expected = ["calls counted", "calls refused", "disabled", "rotated", "deleted", "ends tried out"];
        if (scenario.Has(FaultKinds.Kills)) expected.Add("kills");
        if (scenario.Has(FaultKinds.StorageRestarts)) expected.Add("storage restarts");
        if (scenario.Has(FaultKinds.BadNetwork)) expected.Add("harmed storage calls");
        if (scenario.HasStorms) expected.Add("storms");
        if (scenario.Has(FaultKinds.Duplicates)) expected.AddRange(["reordered messages", "duplicated messages"]);
        if (scenario.Has(FaultKinds.ClockSteps)) expected.Add("clock steps");
        if (scenario.EndsOperators) expected.Add("ended operators");
        return expected.Where(what => Tally[what] == 0);
    }
}
