using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>A workflow of GitHub Actions.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode root;

    private Workflow(YamlMappingNode root) => this.root = root;

    public IEnumerable<WorkflowJob> Jobs =>
        ((YamlMappingNode)root["jobs"]).Select(job => new WorkflowJob(job.Key.ToString(), (YamlMappingNode)job.Value));

    public IEnumerable<YamlMappingNode> Steps => Jobs.SelectMany(job => job.Steps);

    /// <summary>The actions and workflows that it is made of.</summary>
    public IEnumerable<string> Uses => Steps.Concat(Jobs.Select(job => job.Node)).Select(node => Yaml.Value(node, "uses")).OfType<string>();

    public (string, string)[] Permissions => Yaml.Pairs(root, "permissions");

    /// <inheritdoc cref="Yaml.Parse"/>
    public static Workflow Parse(string text) => new(Yaml.Parse(text));
}

internal sealed record WorkflowJob(string Name, YamlMappingNode Node)
{
    public IEnumerable<YamlMappingNode> Steps => Yaml.At(Node, "steps") is YamlSequenceNode steps ? steps.Cast<YamlMappingNode>() : [];

    public IReadOnlyList<string> Commands => [.. Steps.Select(step => Yaml.Value(step, "run")).OfType<string>()];

    public IReadOnlyDictionary<string, string> Environment => Yaml.Pairs(Node, "env").ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public (string, string)[] Permissions => Yaml.Pairs(Node, "permissions");

    public string? Needs => Yaml.Value(Node, "needs");

    public string? TimeLimit => Yaml.Value(Node, "timeout-minutes");

    /// <summary>Whether it is another workflow, with limits of its own.</summary>
    public bool IsCall => Yaml.At(Node, "uses") is not null;
}
