using System.Globalization;
using ApiAccounts.Functions.Tests.Faults;

// The soak: every fault at once, for minutes. `dotnet run dev.cs -- soak` builds and runs it, and has checked the arguments: minutes, seed.
if (args is not [var minutes, var seedText])
{
    Console.Error.WriteLine("It takes two arguments, minutes and a seed. See: dotnet run dev.cs -- help");
    return 2;
}
var seed = int.Parse(seedText, CultureInfo.InvariantCulture);
var length = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
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
            Console.WriteLine($"{DateTime.Now:HH:mm:ss} {run.Tally}{(run.Tally.Findings.Count > 0 ? $", BROKEN {run.Tally.Findings.Count}" : "")}");
        }
    }
    catch (OperationCanceledException)
    {
        // The verdict is next.
    }
}
