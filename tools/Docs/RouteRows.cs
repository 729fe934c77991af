using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Tools.Docs;

/// <summary>The operations of the OpenAPI document; methods of a path that are alike share a row.</summary>
internal static class RouteRows
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    public static IReadOnlyList<string[]> Read()
    {
        var stream = new YamlStream();
        using (var reader = File.OpenText(Checkout.PathOf("src/ApiAccounts.Functions/obj/openapi.yaml"))) stream.Load(reader);
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        return
        [
            .. from path in Members(root["paths"])
               from row in Members(path.Value)
                   .Where(member => Methods.Contains(member.Name))
                   .Select(operation => (
                       Method: operation.Name.ToUpperInvariant(),
                       Path: path.Name + Query(root, operation.Value),
                       Summary: operation.Value["summary"].ToString(),
                       Credentials: Credentials(root, operation.Value),
                       Answers: Answers(operation.Value)))
                   .GroupBy(operation => (operation.Path, operation.Credentials, operation.Answers))
               let methods = MethodsOf([.. row.Select(operation => operation.Method)])
               select new[] { $"{methods} `{row.Key.Path}`", row.First().Summary, row.Key.Credentials, row.Key.Answers },
        ];
    }

    private static string MethodsOf(string[] methods) => methods.Length == Methods.Length ? "any method" : string.Join(", ", methods);

    private static string Query(YamlMappingNode root, YamlNode operation)
    {
        var names = Sequence(operation, "parameters").Select(parameter => Followed(root, parameter))
            .Where(parameter => parameter["in"].ToString() == "query").Select(parameter => parameter["name"] + "=").ToList();
        return names.Count == 0 ? "" : "?" + string.Join('&', names);
    }

    /// <summary>
    /// As the security schemes name them; the extension <c>x-credentials</c> names those that OpenAPI has no scheme for, such as a token
    /// in the body.
    /// </summary>
    private static string Credentials(YamlMappingNode root, YamlNode operation)
    {
        if (Member(operation, "x-credentials") is { } named) return named.ToString();
        var schemes = Sequence(operation, "security").SelectMany(Members)
            .Select(scheme => root["components"]["securitySchemes"][scheme.Name]["x-title"].ToString())
            .Distinct().ToList();
        return schemes.Count == 0 ? "none" : string.Join(", ", schemes);
    }

    /// <summary>Those that succeed before the others, without the 500 that every operation may answer.</summary>
    private static string Answers(YamlNode operation)
    {
        var codes = Members(operation["responses"]).Select(response => response.Name).Where(code => code != "500")
            .ToLookup(code => code[0] < '4');
        return string.Join("; ", ((bool[])[true, false]).Where(codes.Contains).Select(succeeds => string.Join(' ', codes[succeeds])));
    }

    private static YamlNode Followed(YamlMappingNode root, YamlNode node) => Member(node, "$ref") is { } reference
        ? reference.ToString()[2..].Split('/').Aggregate((YamlNode)root, (within, key) => within[key])
        : node;

    private static IEnumerable<YamlNode> Sequence(YamlNode node, string name) => Member(node, name) as YamlSequenceNode ?? [];

    private static YamlNode? Member(YamlNode node, string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(name, out var value) ? value : null;

    private static IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(member => (member.Key.ToString(), member.Value));
}
