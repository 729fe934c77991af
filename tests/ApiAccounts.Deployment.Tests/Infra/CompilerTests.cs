using System.Text.Json;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What the compiler of Bicep says, and what it makes.</summary>
public sealed class CompilerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra");

    public CompilerTests()
    {
        Assert.SkipUnless(BicepCompiler.IsHere, BicepCompiler.Missing);
        foreach (var file in Infrastructure.AsItIs.Files.Keys) File.Copy(Repository.PathOf("infra/" + file), PathOf(file));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_compiles_without_a_warning() => Assert.Equal((0, ""), await CompileAsync());

    [Theory]
    [InlineData("storage-account.bicep", "allowSharedKeyAccess: false", "allowSharedKeys: false", "Warning BCP037")]
    [InlineData("main.bicep", "    buckets: buckets\n", "", "Error BCP035")]
    [InlineData("alerts.bicep", "enabled: true", "enabled: 'yes'", "Warning BCP036")]
    [InlineData("identity.bicep", "param location string\n", "param location string\nparam unused string = ''\n",
        "Warning no-unused-params")]
    [InlineData("identity.bicep", "@2024-11-30'", "@2024-11-29'", "Warning BCP081")]
    public async Task What_is_wrong_is_found(string file, string text, string instead, string fault)
    {
        var source = await File.ReadAllTextAsync(PathOf(file));
        Assert.Contains(text, source, StringComparison.Ordinal);
        await File.WriteAllTextAsync(PathOf(file), source.Replace(text, instead, StringComparison.Ordinal));

        Assert.Contains(fault, (await CompileAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        foreach (var file in Infrastructure.AsItIs.Files.Keys)
        {
            Assert.Equal((0, ""), await BicepCompiler.RunAsync("format", PathOf(file)));
            Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("infra/" + file)), await File.ReadAllTextAsync(PathOf(file)));
        }
    }

    [Fact]
    public async Task No_secret_is_made_again_by_the_next_deployment()
    {
        await CompileAsync();
        using var template = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("main.json")));
        var secrets = ResourcesOf(template.RootElement).Where(
            resource => resource.GetProperty("type").GetString() == "Microsoft.KeyVault/vaults/secrets").ToList();

        Assert.Equal(3, secrets.Count); // peppers, signing keys, the first administrator
        Assert.All(secrets, secret => Assert.True(secret.GetProperty("@options").TryGetProperty("onlyIfNotExists", out _)));
    }

    /// <summary>Those in nested deployments too.</summary>
    private static IEnumerable<JsonElement> ResourcesOf(JsonElement template) =>
        from resource in template.GetProperty("resources") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().AsEnumerable()
            : template.GetProperty("resources").EnumerateObject().Select(resource => resource.Value)
        from own in resource.GetProperty("type").GetString() == "Microsoft.Resources/deployments"
            ? ResourcesOf(resource.GetProperty("properties").GetProperty("template"))
            : [resource]
        select own;

    private Task<(int ExitCode, string Output)> CompileAsync() =>
        BicepCompiler.RunAsync("build", PathOf("main.bicep"), "--outfile", PathOf("main.json"));

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
