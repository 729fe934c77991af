namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>A Bicep file, by its declarations.</summary>
internal sealed record BicepFile(string Name, BicepNode Root)
{
    public IEnumerable<BicepParameter> Parameters =>
        from node in Root.Children
        where node.Type == "parameter_declaration"
        select new BicepParameter(NameOf(node), node.Child("type")!.Text.Trim(), node.Children.Count == 2, node);

    public IEnumerable<(string Name, BicepNode Value)> Variables =>
        from node in Root.Children where node.Type == "variable_declaration" select (NameOf(node), node.Children[^1]);

    public IEnumerable<(string Name, string Type)> Outputs =>
        from node in Root.Children where node.Type == "output_declaration" select (NameOf(node), node.Child("type")!.Text.Trim());

    /// <summary>Those in others too.</summary>
    public IEnumerable<BicepResource> Resources =>
        from node in Root.All where node.Type == "resource_declaration" select new BicepResource(
            NameOf(node), node.Child("string")!.Literal!, Body(node), node);

    public IEnumerable<BicepModule> Modules =>
        from node in Root.Children where node.Type == "module_declaration" select new BicepModule(
            NameOf(node), node.Child("string")!.Literal!, Body(node), node);

    /// <summary>What is taken from other files: the name here, and the file.</summary>
    public IEnumerable<(string Name, string File)> Imports =>
        from node in Root.Children
        where node.Type == "import_functionality"
        from name in node.Children
        where name.Type == "identifier"
        select (name.Text, node.Child("string")!.Literal!);

    /// <summary>As a sentence begins that is about a place in it: <c>main.bicep(7): </c>.</summary>
    public string At(BicepNode node) => FormattableString.Invariant($"{Name}({node.Line}): ");

    /// <summary>What stands before a declaration: <c>@secure()</c>; empty for nothing.</summary>
    public string DecoratorsOf(BicepNode declaration) =>
        Root.Children.TakeWhile(node => node != declaration).LastOrDefault() is { Type: "decorators" } decorators ? decorators.Text : "";

    private static string NameOf(BicepNode declaration) => declaration.Child("identifier")!.Text;

    /// <summary>The object behind a condition or a loop.</summary>
    private static BicepNode Body(BicepNode declaration) => declaration.Children[^1] switch
    {
        { Type: "object" } body => body,
        var around => around.All.First(node => node.Type == "object"),
    };
}

/// <param name="IsRequired">Whether it has no value unless it is given one.</param>
internal sealed record BicepParameter(string Name, string Type, bool IsRequired, BicepNode Node);

/// <param name="Type">With its version, as in <c>Microsoft.Web/sites@2024-04-01</c>; without both when it is declared within
/// another.</param>
internal sealed record BicepResource(string Name, string Type, BicepNode Body, BicepNode Node);

internal sealed record BicepModule(string Name, string File, BicepNode Body, BicepNode Node)
{
    public IReadOnlyDictionary<string, BicepNode> Arguments { get; } =
        Body.Property("params")?.Properties.ToDictionary(property => property.Name, property => property.Value) ?? [];
}
