using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Plays a scenario: starts what it needs, lets the load and the faults go on for its length, mends all and judges.</summary>
internal sealed class ScenarioRun(Scenario scenario)
{
    private readonly Population population = new();

    public Tally Tally { get; } = new();

    /// <returns>What was broken; nothing when every promise was kept.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var cluster = await Cluster.StartAsync(scenario);
        var homes = await PopulateAsync(cluster);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(scenario.Length);
        await Task.WhenAll(
        [
            new Chaos(cluster, scenario, Tally).RunAsync(end.Token),
            .. Enumerable.Range(0, scenario.Writers)
                .Select(number => new Writer(cluster, scenario, population, homes, number, Tally).RunAsync(end.Token)),
            .. Enumerable.Range(0, scenario.Callers)
                .Select(number => new Caller(cluster, population, HashCode.Combine(scenario.Seed, "caller", number), Tally).RunAsync(end.Token)),
        ]);
        foreach (var instance in cluster.Instances.Where(instance => instance.Death is not null))
            Tally.Found($"Instance {instance.Number} ended by itself:\n{instance.Death}");
        cancellationToken.ThrowIfCancellationRequested();
        await new Judge(cluster, scenario, population, homes, Tally).RunAsync();
        RequireThatSomethingHappened();
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
                    cluster.Instances[0], home.Key, "POST", $"/api/v1/operators/{home.OperatorGuid}/api-users", """{"description":"Steady"}""");
                population.Add(JsonElement.Parse(reply.Body), isSteady: true);
            }
        }
        return homes;
    }

    private Home HomeOf(RegisteredAccount manager) => new(manager.OperatorGuid, population.Add(manager.UserName, manager.Password, isSteady: true));

    /// <summary>A scenario that did nothing would prove nothing.</summary>
    private void RequireThatSomethingHappened()
    {
        List<string> happenings = ["counted", "refused", "deleted", "ends tried out", "deletions judged"];
        if (scenario.Has(FaultKinds.Kills)) happenings.Add("kills");
        if (scenario.Has(FaultKinds.StorageRestarts)) happenings.Add("storage restarts");
        if (scenario.Has(FaultKinds.BadNetwork)) happenings.Add("harmed storage calls");
        if (scenario.Has(FaultKinds.Duplicates)) happenings.AddRange(["reordered messages", "duplicated messages"]);
        if (scenario.Has(FaultKinds.ClockSteps)) happenings.Add("clock steps");
        foreach (var missing in happenings.Where(what => Tally[what] == 0)) Tally.Found($"Nothing was tried: there are no '{missing}' in this run.");
    }
}
