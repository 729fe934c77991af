using System.Text.RegularExpressions;
using ApiAccounts.Deployment.Tests.Bicep;
using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>azure.yaml, and what azd takes from its environment.</summary>
public sealed partial class AzdTests
{
    private const string File = "azure.yaml";

    /// <summary>The variables of an azd environment that decide the parameters of main.bicep.</summary>
    internal static IEnumerable<string> VariablesOfParameters =>
        Parameter().Matches(System.IO.File.ReadAllText(Repository.PathOf("infra/main.parameters.json")))
            .Select(match => match.Groups[1].Value);

    [Fact]
    public void It_is_right() => Assert.Empty(Faults(Text));

    [Theory]
    [InlineData("src/ApiAccounts.Functions", "src/ApiAccounts.Function", "src/ApiAccounts.Function has no project.")]
    [InlineData("infra/after-deploy.cs", "infra/after.cs", "infra/after.cs does not exist.")]
    [InlineData("  module: main", "  module: all", "infra/all.bicep does not exist.")]
    [InlineData("  api:\n", "  app:\n", "main.bicep has no resource with the tag of the service app.")]
    [InlineData("host: function", "host: appservice", "api is of the kind appservice, and has to be a function.")]
    public void What_is_wrong_is_found(string text, string instead, string fault)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);
        Assert.Contains(fault, Faults(Text.Replace(text, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_runs_after_a_deployment_reads_outputs_that_there_are()
    {
        var outputs = Infrastructure.AsItIs.Template.Outputs.Keys;
        var read = Read().Matches(System.IO.File.ReadAllText(Repository.PathOf("infra/after-deploy.cs")))
            .Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(
            ["ADMINISTRATOR_EMAIL", "APP_ADDRESS", "APP_NAME", "AZURE_RESOURCE_GROUP", "AZURE_RESOURCE_MANAGER", "AZURE_SUBSCRIPTION_ID",
                "CI", "KEY_VAULT_ADDRESS"],
            read.Order());
        Assert.Equal(["AZURE_SUBSCRIPTION_ID", "CI"], read.Except(outputs).Order()); // azd has the first, a pipeline the second
    }

    [Fact]
    public void Every_variable_is_documented_and_no_other()
    {
        var documented = Documented().Matches(
            System.IO.File.ReadAllText(Repository.PathOf("docs/deployment.md"))
                .Split("## In the portal")[0].Split("## What can be chosen")[1])
            .SelectMany(line => Name().Matches(line.Groups[1].Value)).Select(name => name.Value);

        Assert.Equal(19, VariablesOfParameters.Distinct().Count());
        Assert.Equal(VariablesOfParameters.Order(), documented.Order());
    }

    private static string Text => System.IO.File.ReadAllText(Repository.PathOf(File));

    private static IEnumerable<string> Faults(string text)
    {
        var root = Yaml.Parse(text);
        var services = ((YamlMappingNode)root["services"]).Select(
            service => (Name: service.Key.ToString(), Node: (YamlMappingNode)service.Value)).ToList();
        var module = $"{Yaml.Value(root, "infra", "path")}/{Yaml.Value(root, "infra", "module")}.bicep";
        return
        [
            .. from service in services
               let project = Yaml.Value(service.Node, "project")!
               where !Scripts.Exists($"{project}/{Path.GetFileName(project)}.csproj")
               select $"{project} has no project.",
            .. from service in services
               let host = Yaml.Value(service.Node, "host")
               where host != "function"
               select $"{service.Name} is of the kind {host}, and has to be a function.",
            .. from service in services
               where Infrastructure.AsItIs.Template.Modules.All(
                   deployed => deployed.Arguments.GetValueOrDefault("serviceName")?.Pattern != service.Name)
               select $"main.bicep has no resource with the tag of the service {service.Name}.",
            .. Scripts.Exists(module) ? Array.Empty<string>() : [$"{module} does not exist."],
            .. from hook in ((YamlMappingNode)root["hooks"]).Children.Values.Cast<YamlMappingNode>()
               from platform in hook.Children.Values.Cast<YamlMappingNode>()
               from path in Scripts.PathsIn(Yaml.Value(platform, "run")!)
               where !Scripts.Exists(path)
               select $"{path} does not exist.",
        ];
    }

    [GeneratedRegex(@"\$\{([A-Z_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("^[|]([^|]+)[|]", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Documented();

    [GeneratedRegex("[A-Z]+(?:_[A-Z]+)+|BUCKETS", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("""Variables\.\w+\("([A-Z_]+)"\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Read();
}
