using ApiAccounts.Worker.Tests.Protocol;
using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Functions;

/// <summary>What the worker tells the host of the functions it has.</summary>
[Collection(SharedHosts.Name)]
public sealed class MetadataTests(Hosts hosts)
{
    [Fact]
    public async Task Every_function_of_the_assembly_is_told_of_and_loads()
    {
        var host = (await hosts.WorkerAsync()).Host;

        Assert.Equal(PublishedAssemblies.FunctionNames(PublishedApp.ApiAccounts), host.Functions.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(host.LoadErrors);
        Assert.Equal(["QueueAggregateUsage", "QueuePurgeOperator", "QueueSendMail"], Named(host, "queueTrigger"));
        Assert.Equal(
            [
                "TimerPurgeChanges", "TimerPurgeInvitations", "TimerPurgeMarkers", "TimerPurgeOrphans", "TimerPurgeSignIns",
                "TimerWarnOfExpiry", "TimerWatchPoison",
            ],
            Named(host, "timerTrigger"));
    }

    private static IEnumerable<string> Named(WorkerHost host, string kind) =>
        host.Functions.Values.Where(function => function.Kind == kind).Select(function => function.Name).Order(StringComparer.Ordinal);
}
