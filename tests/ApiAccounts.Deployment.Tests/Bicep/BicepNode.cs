using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>A named node of the syntax tree of a Bicep file, as the grammar tree-sitter-bicep calls it.</summary>
/// <param name="Field">Which part of the node above it is, where the grammar has a name for that.</param>
internal sealed record BicepNode(string Type, string? Field, string Text, int Line, IReadOnlyList<BicepNode> Children)
{
    public static BicepNode Read(JsonElement tree, string source) => new(
        tree.GetProperty("type").GetString()!,
        tree.GetProperty("field").GetString(),
        source[tree.GetProperty("start").GetInt32()..tree.GetProperty("end").GetInt32()],
        tree.GetProperty("line").GetInt32(),
        [.. tree.GetProperty("children").EnumerateArray().Select(child => Read(child, source))]);

    /// <summary>It and all below it, from first to last.</summary>
    public IEnumerable<BicepNode> All => Children.SelectMany(child => child.All).Prepend(this);

    public BicepNode? Child(string type) => Children.FirstOrDefault(child => child.Type == type);

    public BicepNode? Part(string field) => Children.FirstOrDefault(child => child.Field == field);

    /// <summary>A text without its quotes; what is inserted into it is a <c>*</c>. Null for what is no text.</summary>
    public string? Literal => Type == "string"
        ? string.Concat(Children.Select(part => part.Type == "string_content" ? part.Text : "*"))
            .Replace("\\'", "'", StringComparison.Ordinal)
        : null;

    /// <summary>The values of an object by their names; none for what is no object.</summary>
    public IEnumerable<(string Name, BicepNode Value)> Properties =>
        from property in Type == "object" ? Children : []
        where property.Type == "object_property" && property.Children.Count == 2
        select (property.Children[0].Literal ?? property.Children[0].Text, property.Children[1]);

    public BicepNode? Property(string name) => Properties.FirstOrDefault(property => property.Name == name).Value;

    /// <summary>The property of the property: <c>"properties", "minimumTlsVersion"</c>.</summary>
    public BicepNode? Property(params IEnumerable<string> path) => path.Aggregate((BicepNode?)this, (node, name) => node?.Property(name));
}
