using System.IO.Enumeration;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Deployment.Tests.Pipeline;

public sealed class DependabotTests
{
    [Fact]
    public void Everything_that_is_pinned_is_looked_after()
    {
        var root = Yaml.Parse(File.ReadAllText(Repository.PathOf(".github/dependabot.yml")));

        Assert.Equal("2", root["version"].ToString());
        Assert.Equal(
            [("github-actions", "/", "weekly"), ("npm", "/", "weekly"), ("nuget", "/", "weekly")],
            ((YamlSequenceNode)root["updates"]).Cast<YamlMappingNode>()
                .Select(update => (update["package-ecosystem"].ToString(), update["directory"].ToString(),
                    Yaml.Value(update, "schedule", "interval")!)).Order());
    }
    [Fact]
    public void Each_pattern_of_a_group_fits_a_package_that_is_used()
    {
        var packages = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value).ToList();

        Assert.Equal(
            ["azure", "benchmarks", "bicep", "tests", "worker-host"],
            Groups("nuget").Select(group => group.Name).Order());
        Assert.All(
            Groups("nuget").SelectMany(group => group.Patterns),
            pattern => Assert.Contains(packages, package => FileSystemName.MatchesSimpleExpression(pattern, package)));
    }

    private static IEnumerable<(string Name, IEnumerable<string> Patterns)> Groups(string ecosystem) =>
        from update in ((YamlSequenceNode)Yaml.Parse(File.ReadAllText(Repository.PathOf(".github/dependabot.yml")))["updates"])
            .Cast<YamlMappingNode>()
        where update["package-ecosystem"].ToString() == ecosystem
        from @group in (YamlMappingNode)update["groups"]
        select (@group.Key.ToString(), ((YamlSequenceNode)@group.Value["patterns"]).Select(pattern => pattern.ToString()));
}
