using ApiAccounts.Bench.Figures;

namespace ApiAccounts.Bench.Load;

/// <summary>One of the URLs that are compared, and the runs against it so far.</summary>
/// <param name="servers">The processes that answer together.</param>
internal sealed class LoadTarget(string name, Uri url, IReadOnlyList<ServerProcess> servers, int connections)
{
    private readonly List<LoadRun> runs = [];

    public LoadTarget(string name, Uri url, int server, int connections)
        : this(name, url, [new("server", server)], connections)
    {
    }

    /// <summary>Once it is in a report.</summary>
    public Figure? Latency99 { get; private set; }

    /// <summary>CPU time of all servers for a request; once it is in a report.</summary>
    public Figure? ServerTime { get; private set; }

    public double DriverShare => Statistics.Median([.. runs.Select(run => run.DriverShare)]);

    /// <summary>
    /// Drives several in turns (A B C, B C A, C A B, …), so that what else the machine does meets all alike, and none is always the first
    /// after a pause.
    /// </summary>
    /// <param name="quietAsync">Waited for before each run.</param>
    public static async Task InterleaveAsync(
        Wrk wrk, IReadOnlyList<LoadTarget> targets, int rounds, TimeSpan warmUp, TimeSpan duration, Func<Task> quietAsync,
        CancellationToken stopping)
    {
        foreach (var target in targets) await target.RunAsync(wrk, warmUp, stopping);
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < targets.Count; turn++)
            {
                await quietAsync();
                await targets[(round + turn) % targets.Count].MeasureAsync(wrk, duration, stopping);
            }
        }
    }

    /// <param name="comparedTo">The throughput of another that took turns with this one.</param>
    /// <returns>The throughput.</returns>
    public Figure AddTo(Report report, Figure? comparedTo = null)
    {
        var requests = report.Add(name, "requests", "1/s", [.. runs.Select(run => run.Output.RequestsPerSecond)]);
        if (comparedTo is not null) report.AddRatio(requests, comparedTo);
        for (var i = 0; i < servers.Count; i++)
        {
            var index = i;
            ServerTime = report.Add(
                name, $"{servers[i].Role} CPU of a request", "µs", [.. runs.Select(run => run.ServerTimes[index].TotalMicroseconds)]);
        }
        if (servers.Count > 1)
            ServerTime = report.Add(
                name, "CPU of a request, all together", "µs", [.. runs.Select(run => run.ServerTimes.Sum(time => time.TotalMicroseconds))]);
        report.Add(name, "p50", "ms", [.. runs.Select(run => run.Output.P50.TotalMilliseconds)]);
        Latency99 = report.Add(name, "p99", "ms", [.. runs.Select(run => run.Output.P99.TotalMilliseconds)]);
        report.Add(name, "driver's share of the CPU", "", [.. runs.Select(run => run.DriverShare)]);
        return requests;
    }

    private async Task MeasureAsync(Wrk wrk, TimeSpan duration, CancellationToken stopping)
    {
        var run = await RunAsync(wrk, duration, stopping);
        if (run.Output.Requests == 0) throw new BenchFailure($"{name}: nothing was answered, so there are no figures.");
        runs.Add(run);
    }

    private Task<LoadRun> RunAsync(Wrk wrk, TimeSpan duration, CancellationToken stopping) =>
        wrk.RunAsync(url, servers, connections, duration, stopping);
}
