using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>The parts of openapi.yaml can be read alone.</summary>
public sealed class PartTests
{
    private const string Shared = "shared.yaml";

    private static readonly Dictionary<string, YamlNode> Parts = Directory
        .EnumerateFiles(Repository.PathOf("src/ApiAccounts.Functions/openapi"), "*.yaml")
        .ToDictionary(file => Path.GetFileName(file)!, Read);

    /// <summary>Where each component is, by the reference that leads to it.</summary>
    private static readonly Dictionary<string, (string Part, YamlNode Value)> Components = Parts
        .SelectMany(part => Members(part.Value["components"]).SelectMany(kind => Members(kind.Value).Select(component =>
            KeyValuePair.Create($"#/components/{kind.Key}/{component.Key}", (Part: part.Key, component.Value)))))
        .ToDictionary();

    [Fact]
    public void A_component_is_in_the_part_that_alone_uses_it_or_else_in_the_shared_one()
    {
        var users = Parts.Where(part => part.Key != Shared)
            .SelectMany(part => UsedBy(part.Value["paths"]).Select(component => (Component: component, Part: part.Key)))
            .ToLookup(use => use.Component, use => use.Part);

        Assert.Equal([], from component in Components
                         let home = users[component.Key].Count() == 1 ? users[component.Key].Single() : Shared
                         where component.Value.Part != home
                         select $"{component.Key} is in {component.Value.Part} instead of {home}");
    }

    /// <summary>References to what a node uses, directly or through other components.</summary>
    private static HashSet<string> UsedBy(YamlNode node)
    {
        var used = new HashSet<string>();
        var open = new Queue<YamlNode>([node]);
        while (open.TryDequeue(out var next))
            foreach (var reference in References(next).Where(used.Add)) open.Enqueue(Components[reference].Value);
        return used;
    }

    private static IEnumerable<string> References(YamlNode node) => node.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(Members).Where(member => member.Key == "$ref").Select(member => member.Value.ToString());

    private static IEnumerable<KeyValuePair<string, YamlNode>> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(member => KeyValuePair.Create(member.Key.ToString(), member.Value));

    private static YamlNode Read(string file)
    {
        using var reader = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents.Single().RootNode;
    }
}
