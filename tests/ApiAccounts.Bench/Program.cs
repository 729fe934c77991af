using System.Runtime.InteropServices;
using ApiAccounts.Bench;
using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Load;

using var stop = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return args switch
    {
        ["bare"] => await BareServer.RunAsync(),
        ["host", var app] => await WorkerServer.RunAsync(app),
        ["help" or "--help" or "-h", ..] or [.., "--help" or "-h"] => Help(),
        _ => await MeasureAsync(Choice.Parse(args, Repository.PathOf(".bench"))),
    };
}
catch (BenchFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

static int Help()
{
    Console.WriteLine("dotnet run dev.cs -- bench [NAME…] [--quick] [--results FOLDER]");
    Console.WriteLine("All of them, in less than 20 minutes on two cores, or those that are named:");
    foreach (var bench in Bench.All) Console.WriteLine($"  {bench.Name,-10} {bench.What}");
    Console.WriteLine("--quick shows that they work, with figures that mean nothing. Results go to .bench unless said.");
    Console.WriteLine("How to read them: docs/bench.md.");
    return 0;
}

async Task<int> MeasureAsync(Choice choice)
{
    if (!OperatingSystem.IsLinux()) throw new BenchFailure("The benches read CPU and memory from /proc, so they need Linux.", exitCode: 2);
    if (choice.Benches.Any(bench => bench.NeedsWrk)) Wrk.RequireInstalled();
    Directory.CreateDirectory(choice.Results);
    await using var tables = await Azurite.StartAsync();
    await using var queues = await Azurite.StartAsync();
    foreach (var bench in choice.Benches)
    {
        var report = new Report(bench.Name, Machine.Here(), choice.IsQuick);
        try
        {
            await bench.MeasureAsync(new(tables, queues, report, choice.IsQuick, choice.Results, stop.Token));
        }
        finally
        {
            Console.WriteLine();
            report.Print(Console.Out); // what there is, when it was stopped
        }
        await File.WriteAllTextAsync(Path.Combine(choice.Results, $"{bench.Name}.json"), report.ToJson() + "\n");
    }
    return 0;
}
