using System.Diagnostics.CodeAnalysis;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>The instances of a scenario and the storage they share, which can be restarted.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private Azurite azurite;

    private Cluster(DirectoryInfo folder, Azurite azurite, Scenario scenario)
    {
        this.folder = folder;
        this.azurite = azurite;
        Storage = azurite.NewAccount();
        BackDoor = App.BackDoorOf(Storage);
        Instances =
            [.. Enumerable.Range(0,
                scenario.Instances).Select(number => new Instance(number, Storage, scenario.SeedOf("network", number)))];
    }

    /// <summary>Straight to it, with nothing in between.</summary>
    public StorageAccount Storage { get; }

    /// <summary>The product's own ports, straight to the storage.</summary>
    public BackDoor BackDoor { get; }

    public IReadOnlyList<Instance> Instances { get; }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed of with the cluster.")]
    public static async Task<Cluster> StartAsync(Scenario scenario)
    {
        var folder = Directory.CreateTempSubdirectory("faults-");
        var cluster = new Cluster(folder, await Azurite.StartAsync(folder.FullName), scenario);
        try
        {
            await cluster.Instances[0].StartAsync(); // makes the tables and the first administrator
            await Task.WhenAll(cluster.Instances.Select(instance => instance.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the storage for a while; it comes back where it was, with what it had taken.</summary>
    public async Task RestartStorageAsync(TimeSpan down)
    {
        await azurite.StopAsync();
        await azurite.DisposeAsync();
        await Task.Delay(down);
        azurite = await Azurite.StartAsync(folder.FullName, azurite.QueuePort, azurite.TablePort);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances) await instance.DisposeAsync();
        await BackDoor.DisposeAsync();
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
