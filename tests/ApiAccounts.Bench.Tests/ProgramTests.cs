using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ApiAccounts.Bench.Tests;

/// <summary>The benches as they are run, from their own folder.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly DirectoryInfo results = Directory.CreateTempSubdirectory("bench");

    public void Dispose() => results.Delete(recursive: true);

    [Fact]
    public async Task A_quick_run_prints_its_figures_and_writes_them_as_JSON()
    {
        var (exitCode, output) = await RunAsync("register", "--quick", "--results", results.FullName);

        Assert.True(exitCode == 0, output);
        Assert.Contains("A quick run: it shows that the bench works, its figures mean nothing.", output, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(results.FullName, "register.json"));
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
        var json = JsonElement.Parse(text);
        Assert.True(json.GetProperty("isQuick").GetBoolean());
        Assert.All(
            ["POST /api/v1/operators/{operatorId}/api-users", "DELETE /api/v1/api-users/{apiUserId}", "POST /v4/Register"], subject =>
        {
            Assert.InRange(Figure(json, subject, "requests"), 0.01, 1_000_000);

            // A transaction each, and those of the usage that they are.
            Assert.InRange(Figure(json, subject, "transactions"), 1_000, 3_000);
        });
    }

    [Fact]
    public async Task A_bench_that_there_is_not_ends_with_a_sentence_and_2()
    {
        var (exitCode, output) = await RunAsync("speed");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("There is no bench 'speed': it is verify, worker, aggregate, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_bench()
    {
        var (exitCode, output) = await RunAsync("help");

        Assert.Equal(0, exitCode);
        string[] names = ["verify", "worker", "aggregate", "overview", "register", "revoke", "micro"];
        Assert.All(names, name => Assert.Contains($"\n  {name} ", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("worker")]
    public async Task A_bench_that_needs_wrk_says_how_to_get_it_and_ends_with_2(string bench)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"); // there is no PATH to find it on
        await using var process = ChildProcess.Start(dotnet, [Program, bench], [new("PATH", results.FullName)]);

        Assert.Equal(2, await process.WaitForExitAsync());
        Assert.Equal("The load driver wrk is not on the PATH: install it (Debian and Ubuntu: apt-get install wrk).\n", process.Output);
    }

    [Fact]
    public async Task The_host_of_a_worker_answers_until_its_input_ends_and_takes_the_worker_with_it()
    {
        await using var host = ChildProcess.Start("dotnet", [Program, "host", "EmptyWorker"]);
        var line = await host.WaitForOutputAsync(@"^Now listening on: (\S+), with the worker (\d+)$");
        using var worker = Process.GetProcessById(int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(new(line.Groups[1].Value), "/empty"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.NotEqual(host.Id, worker.Id);
        Assert.Equal(0, await host.EndInputAsync());
        Assert.True(worker.HasExited);
    }

    private static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace(
            "ApiAccounts.Bench.Tests", "ApiAccounts.Bench", StringComparison.Ordinal), "ApiAccounts.Bench.dll");

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var process = ChildProcess.Start("dotnet", [Program, .. arguments]);
        var exitCode = await process.WaitForExitAsync(TimeSpan.FromMinutes(3));
        return (exitCode, process.Output);
    }

    private static double Figure(JsonElement report, string subject, string measure) => report.GetProperty("figures").EnumerateArray()
        .First(figure => figure.GetProperty("subject").GetString() == subject && figure.GetProperty("measure").GetString() == measure)
        .GetProperty("median").GetDouble();
}
