using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>A workflow of GitHub Actions.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode root;

    private Workflow(YamlMappingNode root) => this.root = root;

    public IEnumerable<WorkflowJob> Jobs => ((YamlMappingNode)root["jobs"]).Select(job => new WorkflowJob(job.Key.ToString(), (YamlMappingNode)job.Value));

    public IEnumerable<YamlMappingNode> Steps => Jobs.SelectMany(job => job.Steps);

    /// <summary>The actions and workflows that it is made of.</summary>
    public IEnumerable<string> Uses => Steps.Concat(Jobs.Select(job => job.Node)).Select(node => Value(node, "uses")).OfType<string>();

    public (string, string)[] Permissions => Pairs(root, "permissions");

    /// <exception cref="YamlDotNet.Core.YamlException">It does not parse, or has a key twice.</exception>
    public static Workflow Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new((YamlMappingNode)Assert.Single(stream.Documents).RootNode);
    }

    /// <returns>Null when it is not there.</returns>
    public static string? Value(YamlMappingNode node, params IEnumerable<string> path) =>
        path.Aggregate((YamlNode?)node, (at, name) => at is YamlMappingNode mapping ? At(mapping, name) : null)?.ToString();

    public static (string, string)[] Pairs(YamlMappingNode node, string name) =>
        At(node, name) is YamlMappingNode pairs ? [.. pairs.Select(pair => (pair.Key.ToString(), pair.Value.ToString()))] : [];

    public static YamlNode? At(YamlMappingNode node, string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
}

internal sealed record WorkflowJob(string Name, YamlMappingNode Node)
{
    public IEnumerable<YamlMappingNode> Steps => Workflow.At(Node, "steps") is YamlSequenceNode steps ? steps.Cast<YamlMappingNode>() : [];

    public IReadOnlyList<string> Commands => [.. Steps.Select(step => Workflow.Value(step, "run")).OfType<string>()];

    public IReadOnlyDictionary<string, string> Environment => Workflow.Pairs(Node, "env").ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public (string, string)[] Permissions => Workflow.Pairs(Node, "permissions");

    public string? Needs => Workflow.Value(Node, "needs");

    public string? TimeLimit => Workflow.Value(Node, "timeout-minutes");

    /// <summary>Whether it is another workflow, with limits of its own.</summary>
    public bool IsCall => Workflow.At(Node, "uses") is not null;
}
