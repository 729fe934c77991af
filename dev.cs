#!/usr/bin/env dotnet
#:property PublishAot=false

// The commands for developers: dotnet run dev.cs -- up | demo | test | bench | soak | docs | recover-admin. This file prints their help,
// at once. It builds the program that has a command, tools/Dev, Demo or Docs, and hands the command on to it.

using System.Diagnostics;
using System.Runtime.InteropServices;

const string Help = """
    dotnet run dev.cs -- up [OPTION…]      builds and runs the system here, until Ctrl-C
        --port 7071                        where the app listens, on 127.0.0.1
        --storage-port 10000               where Azurite listens: this port, and the next two for queues and tables
        --data FOLDER                      where Azurite keeps its data (.data)
        --host auto|self|func              on the self-host, or in func start; auto takes func where it is installed
        --admin-email admin@demo.example   who administers the first partner
        --admin-password SECRET            generated, and kept in local.settings.json, when not given

    dotnet run dev.cs -- demo [OPTION…]    plays the main loop against a running system, step by step
        --url http://127.0.0.1:7071        these three are taken from local.settings.json when not given
        --admin-email admin@demo.example
        --admin-password SECRET
        --keep                             leaves operators and API users with a month of usage behind, for the pages

    dotnet run dev.cs -- test [FILTER…]    builds everything and runs the tests: all, or those whose full name contains a
                                           FILTER (or matches it, when it is an expression such as Category=Slow)

    dotnet run dev.cs -- bench [NAME…]     builds for release and measures: all, or of verify, worker, aggregate, overview,
        --quick                            register, revoke and micro those named (docs/bench.md); needs Linux, and wrk for
        --results FOLDER                   verify and worker; the figures go to FOLDER (.bench) as JSON

    dotnet run dev.cs -- soak [OPTION…]    several instances under load while everything goes wrong that can: then the counts
        --minutes 10                       have to be exact, and what was revoked has to have been refused
        --seed NUMBER                      for the same schedule of faults again; random, and printed, when not given

    dotnet run dev.cs -- docs              writes the tables of docs/ that come from the code

    dotnet run dev.cs -- recover-admin     makes an operator here an administrator again, and shows a temporary password
        --user-name NAME                   whom: that of local.settings.json when not given; also --storage-port and --data
    """;

switch (args)
{
    case [] or ["help" or "--help" or "-h", ..] or ["up" or "demo" or "test" or "soak" or "docs" or "recover-admin", .., "--help" or "-h"]:
        Console.WriteLine(Help);
        return 0;
    case ["up" or "demo" or "test" or "bench" or "soak" or "docs" or "recover-admin", ..]: break;
    default:
        Console.Error.WriteLine($"Unknown command '{args[0]}': it is up, demo, test, bench, soak, docs, recover-admin or help.\nSee: dotnet run dev.cs -- help");
        return 2;
}

var name = args[0] switch { "demo" => "Demo", "docs" => "Docs", _ => "Dev" };
var folder = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "tools", name);
using var stop = new CancellationTokenSource();
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
var registrations = signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal)).ToList();
var parent = ParentOrNone();
using var parentWatch = new Timer(_ => { if (ParentOrNone() != parent) stop.Cancel(); }, null, 1000, 1000); // `dotnet run` may be killed

Console.WriteLine($"Building tools/{name} …");
string[] build = ["build", folder, "-c", "Release", "-nologo", "-tl:off", "-v:quiet"];
var (buildCode, errors) = await RunAsync(build, captures: true);
if (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return args[0] == "up" ? 0 : 1;
}
if (buildCode != 0)
{
    Console.Error.WriteLine(errors.Split("error NU1301: ") is [_, var told, ..] // what a fresh clone meets without a network
        ? $"The package feed cannot be reached: {told.Split(" [")[0].Split('\n')[0].Trim()}"
        : $"tools/{name} does not build:\n{errors.Split("\nBuild FAILED")[0].TrimEnd()}");
    if (args[0] == "test") Console.WriteLine("0 passed, 0 failed");
    return 1;
}
var program = Path.Combine(folder, "bin", "Release", "net10.0", $"ApiAccounts.Tools.{name}.dll");
var (exitCode, _) = await RunAsync([program, .. args], captures: false);
GC.KeepAlive(registrations);
return exitCode;

// The end of its standard input asks a program to stop. That ties it to this one, however this one ends.
async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, bool captures)
{
    var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = captures };
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // what outlives a build holds its output open
    using var process = Process.Start(start)!;
    using var tie = stop.Token.Register(process.StandardInput.Close);
    var output = captures ? await process.StandardOutput.ReadToEndAsync() : "";
    await process.WaitForExitAsync();
    return (process.ExitCode, output);
}

void OnSignal(PosixSignalContext context) => (context.Cancel, _) = (true, stop.CancelAsync());

static int ParentOrNone() => OperatingSystem.IsWindows() ? 0 : ParentProcessId();

[DllImport("libc", EntryPoint = "getppid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
static extern int ParentProcessId();
