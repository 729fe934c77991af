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
                .Select(update => (update["package-ecosystem"].ToString(), update["directory"].ToString(), Yaml.Value(update, "schedule", "interval")!)).Order());
    }
}
