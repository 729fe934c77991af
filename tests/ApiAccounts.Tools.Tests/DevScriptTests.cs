using System.Text.RegularExpressions;

namespace ApiAccounts.Tools.Tests;

/// <summary><c>dev.cs</c> as it is run.</summary>
public sealed partial class DevScriptTests
{
    [Fact]
    public async Task Help_lists_the_commands_and_options_of_the_programs()
    {
        var (exitCode, output) = await RunAsync("help");
        Assert.True(exitCode == 0, output);
        var listed = Entry().Matches(output).Select(match => match.Groups["command"].Value is "" and var none
            ? match.Groups["option"].Value
            : match.Groups["command"].Value);

        Assert.Equal(
            [
                "up", "--port", "--storage-port", "--data", "--host", "--admin-email", "--admin-password",
                "demo", "--url", "--admin-email", "--admin-password", "--keep",
                "test",
                "bench", "--quick", "--results",
                "soak", "--minutes", "--seed",
                "docs",
                "recover-admin", "--user-name",
            ],
            listed);
        Assert.Equal(
            listed.Except(["bench", "--quick", "--results", "docs"]).Order(), // the programs of both know their own options
            Programs.Dev.Commands.Concat(Programs.Demo.Commands).Where(command => command.Name != "bench")
                .SelectMany(command => command.Options.Select(option => option.Name).Prepend(command.Name)).Distinct().Order());
    }

    [Fact]
    public async Task An_unknown_command_is_refused_without_a_build()
    {
        var (exitCode, output) = await RunAsync("down");

        Assert.Equal(
            (2, "Unknown command 'down': it is up, demo, test, bench, soak, docs, recover-admin or help.\nSee: dotnet run dev.cs -- help\n"),
            (exitCode, output));
    }

    [Fact]
    public async Task A_wrong_option_is_refused_by_the_program_that_has_the_command()
    {
        var (exitCode, output) = await RunAsync("demo", "--uri");

        Assert.Equal(
            (2, "Building tools/Demo …\n'--uri' is not an option of demo, which has --url, --admin-email, --admin-password and --keep. "
                + "See: dotnet run dev.cs -- help\n"),
            (exitCode, output));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        await using var process = ChildProcess.Start(
            "dotnet", ["run", "dev.cs", "--", .. args], [new("UseSharedCompilation", "false")], Repository.Root);
        var exitCode = await process.WaitForExitAsync(TimeSpan.FromMinutes(3));
        return (exitCode, process.Output);
    }

    [GeneratedRegex(@"^dotnet run dev\.cs -- (?<command>[\w-]+)|^ +(?<option>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
