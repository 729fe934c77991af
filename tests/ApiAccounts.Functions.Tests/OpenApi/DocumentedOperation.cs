using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>An operation, as openapi.yaml has it.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="PathParameters">Their names, in order.</param>
/// <param name="TakesAnySegments">Whether the last of them stands for any number of segments.</param>
internal sealed record DocumentedOperation(
    string Path, string Method, string Id, IReadOnlyList<string> PathParameters, bool TakesAnySegments)
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

    public static IReadOnlyList<DocumentedOperation> All { get; } = Read();

    private static List<DocumentedOperation> Read()
    {
        var stream = new YamlStream();
        using (var reader = File.OpenText(Repository.OpenApi)) stream.Load(reader);
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        return
        [
            .. from path in Members(root["paths"])
               let parameters = Parameters(root, path.Value)
               from operation in Members(path.Value)
               where Methods.Contains(operation.Name)
               select new DocumentedOperation(
                   path.Name,
                   operation.Name,
                   operation.Value["operationId"].ToString(),
                   [.. parameters.Select(parameter => parameter["name"].ToString())],
                   parameters.Any(parameter => Has(parameter, "x-any-segments"))),
        ];
    }

    private static List<YamlNode> Parameters(YamlMappingNode root, YamlNode pathItem) => Has(pathItem, "parameters")
        ?
        [
            .. ((YamlSequenceNode)pathItem["parameters"]).Select(parameter => Followed(root, parameter))
                .Where(parameter => parameter["in"].ToString() == "path"),
        ]
        : [];

    private static YamlNode Followed(YamlMappingNode root, YamlNode node) =>
        Has(node, "$ref") ? node["$ref"].ToString()[2..].Split('/').Aggregate((YamlNode)root, (within, key) => within[key]) : node;

    private static bool Has(YamlNode node, string name) => ((YamlMappingNode)node).Children.ContainsKey(name);

    private static IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(member => (member.Key.ToString(), member.Value));
}
