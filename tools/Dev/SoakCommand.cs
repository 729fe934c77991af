using System.CommandLine;
using System.Security.Cryptography;
using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev;

/// <summary>The fault tests for longer, with everything at once: the test project of the app, run by itself.</summary>
internal static class SoakCommand
{
    private const string Project = "tests/ApiAccounts.Functions.Tests/ApiAccounts.Functions.Tests.csproj";
    private const string Program = $"tests/ApiAccounts.Functions.Tests/bin/{Dotnet.Configuration}/net10.0/ApiAccounts.Functions.Tests.dll";

    public static Command Create()
    {
        var minutes = Options.Number("--minutes", 1, 24 * 60);
        var seed = Options.Number("--seed", 0, int.MaxValue);
        var command = new Command("soak") { minutes, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await NodePackages.InstallAsync(cancellationToken);
            await Dotnet.BuildAsync(Project, cancellationToken);
            var schedule = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
            return await Dotnet.RunAsync(Program, [$"{parsed.GetValue(minutes) ?? 10}", $"{schedule}"], cancellationToken);
        });
        return command;
    }
}
