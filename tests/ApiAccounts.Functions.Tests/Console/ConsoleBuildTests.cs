namespace ApiAccounts.Functions.Tests.Console;

/// <summary>How the build makes the console, on a package of three lines in place of the real one.</summary>
public sealed class ConsoleBuildTests : IDisposable
{
    private const string NoNode = "Node.js (npm) is not on the PATH, so the app is built without its web console.";

    private readonly string folder = Directory.CreateTempSubdirectory("console-build").FullName;

    public ConsoleBuildTests()
    {
        File.Copy(Repository.PathOf("src/ApiAccounts.Console/Console.targets"), PathOf("Console.targets"));
        Write("App.proj", """
            <Project>
              <Import Project="Console.targets" />
              <Target Name="BundleOpenApi" />
              <Target Name="AssignTargetPaths" />
              <Target Name="Show" DependsOnTargets="AssignTargetPaths">
                <Message Importance="high" Text="[%(None.Link) %(None.CopyToOutputDirectory) %(None.CopyToPublishDirectory)]" />
              </Target>
            </Project>
            """);
        Write("package.json", """{"name":"console","version":"1.0.0","private":true,"scripts":{"build":"node build.config.mjs"}}""");
        Write(
            "package-lock.json",
            """{"name":"console","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"console","version":"1.0.0"}}}""");
        Write("build.config.mjs", """
            import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
            mkdirSync("dist/assets", { recursive: true });
            writeFileSync("dist/index.html", readFileSync("src/main.ts"));
            writeFileSync("dist/assets/index-1.js", "");
            appendFileSync("runs.log", "built\n");
            """);
        Write("src/main.ts", "export {};");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_console_is_built_once_and_again_when_a_source_changed()
    {
        var first = await BuildAsync();
        var second = await BuildAsync();
        await File.AppendAllTextAsync(PathOf("src/main.ts"), "// changed");
        File.SetLastWriteTimeUtc(PathOf("src/main.ts"), DateTime.UtcNow.AddSeconds(2));
        await BuildAsync();

        string[] files =
        [
            "[console/assets/index-1.js PreserveNewest PreserveNewest]", "[console/index.html PreserveNewest PreserveNewest]",
        ];
        Assert.All(files, file => Assert.Contains(file, first, StringComparison.Ordinal));
        Assert.All(files, file => Assert.Contains(file, second, StringComparison.Ordinal));
        Assert.Equal("built\nbuilt\n", await File.ReadAllTextAsync(PathOf("runs.log")));
    }

    [Fact]
    public async Task A_build_without_Node_says_so_once_and_goes_on()
    {
        var output = await BuildAsync(("PATH", folder));

        Assert.Equal(2, output.Split(NoNode).Length);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        Assert.False(Directory.Exists(PathOf("dist")));
    }

    [Fact]
    public async Task A_build_that_is_to_leave_the_console_out_does_not_look_for_Node()
    {
        var output = await BuildAsync(("BuildConsole", "false"), ("PATH", folder));

        Assert.DoesNotContain("Node.js", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("dist")));
    }

    /// <returns>What the build wrote.</returns>
    private async Task<string> BuildAsync(params (string Name, string Value)[] environment)
    {
        await using var build = ChildProcess.Start(
            "dotnet",
            ["msbuild", PathOf("App.proj"), "-t:Show", "-nologo", "-tl:off"],
            [
                new("DOTNET_CLI_UI_LANGUAGE", "en"), new("MSBUILDDISABLENODEREUSE", "1"),
                .. environment.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value)),
            ]);

        Assert.True(await build.WaitForExitAsync(TimeSpan.FromMinutes(5)) == 0, build.Output);
        return build.Output;
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    private string PathOf(string file) => Path.Combine(folder, file);
}
