namespace ApiAccounts.Functions.Tests.OpenApi;

public sealed class LintTests
{
    [Fact]
    public async Task Redocly_finds_nothing_wrong_with_the_document()
    {
        await using var lint = ChildProcess.Start(
            "node",
            [Repository.PathOf("node_modules/@redocly/cli/bin/cli.js"), "lint", "main", "--format=json", "--lint-config=error"],
            [new("REDOCLY_TELEMETRY", "off"), new("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), new("CI", "true")],
            Repository.Root);

        var exitCode = await lint.WaitForExitAsync();

        Assert.True(exitCode == 0, lint.Output);
        Assert.Contains("\"totals\": {\n    \"errors\": 0,\n    \"warnings\": 0,", lint.Output, StringComparison.Ordinal);
    }
}
