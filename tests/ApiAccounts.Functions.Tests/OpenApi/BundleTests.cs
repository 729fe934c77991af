namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>How the build makes openapi.yaml of its parts, and what it refuses.</summary>
public sealed class BundleTests : IDisposable
{
    private const string Bundle = "bundled/openapi.yaml";

    private readonly string folder = Directory.CreateTempSubdirectory("openapi").FullName;

    public BundleTests()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("src/ApiAccounts.Functions/openapi")))
            File.Copy(file, PathOf(Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_key_that_two_parts_define_fails_the_build()
    {
        await File.AppendAllTextAsync(PathOf("v1.yaml"), "    Guid:\n      type: string\n");

        Assert.Contains(
            "error : v1.yaml defines a key that shared.yaml defines already: components: schemas: Guid",
            await FailedBundleAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_no_key_of_the_document_has_fails_the_build()
    {
        await File.WriteAllTextAsync(PathOf("oauth.yaml"), "paths:\n    /oauth/token:\n");

        Assert.Contains(
            "oauth.yaml(2): error : oauth.yaml has a line that is neither a key of the document nor below one: /oauth/token:",
            await FailedBundleAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_missing_fails_the_build()
    {
        File.Delete(PathOf("oauth.yaml"));

        Assert.Contains(
            "error : Bundle.targets lists a part of the OpenAPI document that does not exist: oauth.yaml.",
            await FailedBundleAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_not_listed_fails_the_build()
    {
        File.Copy(PathOf("oauth.yaml"), PathOf("another.yaml"));

        Assert.Contains(
            "error : Bundle.targets does not list a part of the OpenAPI document that exists: another.yaml.",
            await FailedBundleAsync(),
            StringComparison.Ordinal);
    }

    /// <returns>What the build wrote.</returns>
    private async Task<string> FailedBundleAsync()
    {
        await using var build = ChildProcess.Start(
            "dotnet",
            ["msbuild", PathOf("Bundle.targets"), "-t:BundleOpenApi", $"-p:OpenApiDocument={PathOf(Bundle)}", "-nologo", "-tl:off"],
            [new("DOTNET_CLI_UI_LANGUAGE", "en"), new("MSBUILDDISABLENODEREUSE", "1")]);

        var exitCode = await build.WaitForExitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(1, exitCode);
        Assert.False(File.Exists(PathOf(Bundle)));
        return build.Output;
    }

    private string PathOf(string file) => Path.Combine(folder, file);
}
