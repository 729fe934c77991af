using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Tests;

public sealed class BuildOutputTests
{
    private const string Project = "src/A/A.csproj";

    [Fact]
    public void Compiler_errors_are_told_once_each()
    {
        const string Error = "/src/A/B.cs(3,5): error CS0103: The name 'x' does not exist in the current context";
        const string Line = $"{Error} [/src/A/A.csproj]\n";
        const string Output = $"  Determining projects to restore...\n{Line}\nBuild FAILED.\n\n{Line}    1 Error(s)\n";

        Assert.Equal($"src/A/A.csproj does not build:\n{Error}", BuildOutput.Explain(Project, Output).Message);
    }

    [Theory]
    [InlineData(
        "/src/A/A.csproj : error NU1301: Unable to load the service index for source https://feed.example/index.json. [/all.sln]\n",
        "The package feed cannot be reached: Unable to load the service index for source https://feed.example/index.json.")]
    [InlineData(
        "/src/A/A.csproj : error NU1101: Unable to find package B. No packages exist with this id in source(s): feed [/all.sln]\n",
        "The package feed lacks a package that is needed: Unable to find package B. No packages exist with this id in source(s): feed")]
    public void A_feed_that_is_at_fault_is_named(string output, string sentence) =>
        Assert.Equal(sentence, BuildOutput.Explain(Project, output).Message);

    [Fact]
    public void Output_without_an_error_line_is_told_as_it_is() =>
        Assert.Equal("src/A/A.csproj does not build:\nKilled\n", BuildOutput.Explain(Project, "Killed\n").Message);
}
