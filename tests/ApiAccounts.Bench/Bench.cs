using ApiAccounts.Bench.Figures;

namespace ApiAccounts.Bench;

/// <summary>One of the benches.</summary>
/// <param name="What">For the help: what it measures.</param>
/// <param name="NeedsWrk">Whether it drives its load with wrk.</param>
internal sealed record Bench(string Name, string What, Func<Run, Task> MeasureAsync, bool NeedsWrk = false)
{
    public static IReadOnlyList<Bench> All { get; } =
    [
        new("verify", "/verify beside /healthz/live and a bare Kestrel, and its storage calls", VerifyBench.MeasureAsync, NeedsWrk: true),
        new("worker", "an empty function, /healthz/live and /verify on the real worker", WorkerBench.MeasureAsync, NeedsWrk: true),
        new("aggregate", "usage messages worked off, beside the naive design", AggregateBench.MeasureAsync),
        new("overview", "the overview of 1,000, 10,000 and 100,000 API users, and its memory", OverviewBench.MeasureAsync),
        new("register", "API users made and deleted", RegisterBench.MeasureAsync),
        new("revoke", "the time until another instance refuses a deleted API user", RevokeBench.MeasureAsync),
        new("micro", "the hot pieces, with BenchmarkDotNet", MicroBench.MeasureAsync),
    ];
}

/// <summary>What a bench gets: the storage to measure on, where to put what it finds, and how much of it is wanted.</summary>
/// <param name="IsQuick">Whether it is only to show that it works.</param>
/// <param name="Folder">For files of its own.</param>
/// <param name="Tables">Where the tables are.</param>
/// <param name="Queues">Where the queues are: as in Azure they do not wait for each other.</param>
internal sealed record Run(Azurite Tables, Azurite Queues, Report Report, bool IsQuick, string Folder, CancellationToken Stopping)
{
    /// <summary>A storage account of its own.</summary>
    public StorageAccount NewAccount() => Tables.NewAccount() with { QueuePort = Queues.QueuePort };

    /// <summary>The usual one, or the one for a quick run.</summary>
    public T Usually<T>(T usual, T quick) => IsQuick ? quick : usual;

    /// <summary>Tells that the bench is alive.</summary>
    public void Progress(string what)
    {
        Stopping.ThrowIfCancellationRequested();
        Console.WriteLine($"  {Report.Name}: {what}");
    }
}
