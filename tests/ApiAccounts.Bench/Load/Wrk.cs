using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ApiAccounts.Bench.Running;

namespace ApiAccounts.Bench.Load;

/// <summary>
/// The load driver <c>wrk</c>. Each request has the credentials of the next account, in turn, whatever is asked for: so every target gets
/// the same bytes. The requests are made before the first is sent.
/// </summary>
internal sealed class Wrk : IDisposable
{
    private const string Script = """
        local requests = {}
        local last = 0

        function init(args)
          for authorization in io.lines(args[1]) do
            requests[#requests + 1] = wrk.format("GET", nil, { ["Authorization"] = authorization })
          end
        end

        function request()
          last = last % #requests + 1
          return requests[last]
        end
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench");

    public Wrk(IEnumerable<Credential> credentials)
    {
        File.WriteAllText(ScriptFile, Script);
        File.WriteAllLines(CredentialsFile, credentials.Select(credential => credential.Authorization));
    }

    /// <summary>A third of the CPU at most, so that it does not measure itself.</summary>
    private static int Threads => Math.Max(1, Environment.ProcessorCount / 3);

    private string ScriptFile => Path.Combine(folder.FullName, "requests.lua");

    private string CredentialsFile => Path.Combine(folder.FullName, "credentials");

    /// <exception cref="BenchFailure">It is not.</exception>
    public static void RequireInstalled()
    {
        try
        {
            var start = new ProcessStartInfo("wrk", "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            throw new BenchFailure(
                "The load driver wrk is not on the PATH: install it (Debian and Ubuntu: apt-get install wrk).", exitCode: 2);
        }
    }

    /// <summary>Drives one URL as fast as it answers.</summary>
    /// <param name="servers">The processes whose CPU time is counted.</param>
    /// <exception cref="BenchFailure">A request failed: the figures would be void.</exception>
    public async Task<LoadRun> RunAsync(
        Uri url, IReadOnlyList<ServerProcess> servers, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (serverBefore, driverBefore, clock) = (TimesOf(servers), ProcessTime.OfEndedChildren(), Stopwatch.StartNew());
        await using var process = ChildProcess.Start("wrk",
        [
            "--threads", Text(Threads), "--connections", Text(connections), "--duration", Text((int)duration.TotalSeconds) + "s",
            "--timeout", "30s",
            "--latency", "--script", ScriptFile, url.AbsoluteUri, CredentialsFile,
        ]);
        await process.WaitForExitAsync(duration + TimeSpan.FromMinutes(1));
        var elapsed = clock.Elapsed;
        var output = WrkOutput.Parse(process.Output);
        if (output.Failures > 0)
            throw new BenchFailure($"{url.AbsolutePath} failed under load, so there are no figures:\n{process.Output}");
        return new(
            output,
            [.. TimesOf(servers).Zip(serverBefore, (after, before) => (after - before) / Math.Max(1, output.Requests))],
            (ProcessTime.OfEndedChildren() - driverBefore) / (elapsed * Environment.ProcessorCount));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static List<TimeSpan> TimesOf(IEnumerable<ServerProcess> servers) => [.. servers.Select(server => ProcessTime.Of(server.Id))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One run of the driver against one URL.</summary>
/// <param name="ServerTimes">CPU time of each server for a request.</param>
/// <param name="DriverShare">Of all the CPU of the machine: 0 to 1.</param>
internal sealed record LoadRun(WrkOutput Output, IReadOnlyList<TimeSpan> ServerTimes, double DriverShare);

/// <summary>A process that answers, alone or together with others.</summary>
/// <param name="Role">What it is, for the report: <c>server</c>, <c>host</c>, …</param>
internal sealed record ServerProcess(string Role, int Id);
