using System.CommandLine;
using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev;

/// <summary>The benches are a program of their own, which reads its arguments itself: it is built for release and run.</summary>
internal static class BenchCommand
{
    private const string Project = "tests/ApiAccounts.Bench/ApiAccounts.Bench.csproj";
    private const string Program = $"tests/ApiAccounts.Bench/bin/{Dotnet.Configuration}/net10.0/ApiAccounts.Bench.dll";

    public static Command Create()
    {
        var command = new Command("bench") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await NodePackages.InstallAsync(cancellationToken);
            await Dotnet.BuildAsync(Project, cancellationToken);
            return await Dotnet.RunAsync(Program, parsed.UnmatchedTokens, cancellationToken);
        });
        return command;
    }
}
