using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>A YAML file, by the names in it.</summary>
internal static class Yaml
{
    /// <exception cref="YamlDotNet.Core.YamlException">It does not parse, or has a key twice.</exception>
    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <returns>Null when it is not there.</returns>
    public static string? Value(YamlMappingNode node, params IEnumerable<string> path) =>
        path.Aggregate((YamlNode?)node, (at, name) => at is YamlMappingNode mapping ? At(mapping, name) : null)?.ToString();

    public static (string, string)[] Pairs(YamlMappingNode node, string name) =>
        At(node, name) is YamlMappingNode pairs ? [.. pairs.Select(pair => (pair.Key.ToString(), pair.Value.ToString()))] : [];

    public static YamlNode? At(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
}
