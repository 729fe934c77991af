namespace ApiAccounts.Tools.Tests;

/// <summary>The console's own checks: lint, format and types, and the tests of its logic, its messages and its size.</summary>
public sealed class ConsoleSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    public async Task The_source_of_the_console_passes(string script)
    {
        var folder = Repository.PathOf("src/ApiAccounts.Console");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "The console was not built: it needs Node.js.");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        await using var process = ChildProcess.Start(npm, ["run", "--silent", script], [], folder);

        var exitCode = await process.WaitForExitAsync(Patience);

        Assert.True(exitCode == 0, process.Output);
    }
}
