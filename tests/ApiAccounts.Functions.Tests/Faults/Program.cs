using System.Globalization;
using ApiAccounts.Functions.Tests.Faults;

// Two numbers, minutes and a seed, are the soak: every fault at once, for so long (`dotnet run dev.cs -- soak` builds and runs it). All
// other arguments are those of the test runner.
if (args is not [var minutesText, var seedText]
    || !double.TryParse(minutesText, CultureInfo.InvariantCulture, out var minutes)
    || !int.TryParse(seedText, CultureInfo.InvariantCulture, out var seed))
{
    return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
var length = TimeSpan.FromMinutes(minutes);
var scenario = new Scenario(FaultKinds.All, length, seed) { EndsOperators = true, HasStorms = true, Writers = 3 };
var run = new ScenarioRun(scenario);
Console.WriteLine($"Soaking for {minutes} minutes with the seed {seed}.");
using var stop = new CancellationTokenSource();
var progress = ProgressAsync();
var broken = await run.RunAsync();
await stop.CancelAsync();
await progress;

foreach (var sentence in broken) Console.WriteLine(sentence);
Console.WriteLine($"{run.Tally}");
var verdict = broken.Count == 0 ? "Every promise was kept" : $"Promises were broken {broken.Count} times";
Console.WriteLine($"{verdict}. The seed was {seed}.");
return broken.Count == 0 ? 0 : 1;

async Task ProgressAsync()
{
    try
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), stop.Token);
            Console.WriteLine(
                $"{DateTime.Now:HH:mm:ss} {run.Tally}{(run.Tally.Findings.Count > 0 ? $", BROKEN {run.Tally.Findings.Count}" : "")}");
        }
    }
    catch (OperationCanceledException)
    {
        // The verdict is next.
    }
}
