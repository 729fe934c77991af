using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>What is deployed.</summary>
public sealed class PackageTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    private static readonly string[] Foreign = ["SelfHost", "NCrontab", "Test", "xunit", "local.settings"];

    [Fact]
    public void A_fresh_checkout_is_published_without_a_warning()
    {
        Assert.True(checkout.Output.Contains("\n    0 Warning(s)\n    0 Error(s)\n", StringComparison.Ordinal), checkout.Output);
        Assert.Equal(0, checkout.ExitCode);
    }

    /// <summary>
    /// Directory.Build.targets says so through a private property of the Sdk. Some feeds have every version, and would not show it
    /// otherwise.
    /// </summary>
    [Fact]
    public void The_generated_project_of_extensions_takes_a_later_version_without_a_warning()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(checkout.PathOf("src/ApiAccounts.Functions/obj/Release/net10.0/WorkerExtensions/obj/project.assets.json")));
        var warnings = assets.RootElement.GetProperty("project").GetProperty("restore").GetProperty("warningProperties");

        Assert.Equal(["NU1603"], warnings.GetProperty("noWarn").EnumerateArray().Select(code => code.GetString()!));
    }

    [Fact]
    public void The_package_has_what_the_Functions_host_reads()
    {
        Assert.Superset(
            new HashSet<string>
            {
                ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll",
                ".azurefunctions/function.deps.json",
                "ApiAccounts.Functions.dll",
                "ApiAccounts.Functions.deps.json",
                "ApiAccounts.Functions.runtimeconfig.json",
                "extensions.json",
                "functions.metadata",
                "host.json",
                "worker.config.json",
            },
            checkout.Package.Select(path => path.Replace('\\', '/')).ToHashSet());
    }

    [Fact]
    public void The_package_has_neither_the_self_host_nor_tests_nor_local_settings()
    {
        Assert.Equal(
            ["ApiAccounts.Core.dll", "ApiAccounts.Functions.dll", "ApiAccounts.Storage.dll"],
            checkout.Package.Where(
                path =>
                    path.StartsWith("ApiAccounts.", StringComparison.Ordinal)
                        && path.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            [],
            from path in checkout.Package where Foreign.Any(part => path.Contains(part, StringComparison.OrdinalIgnoreCase)) select path);
    }
}
