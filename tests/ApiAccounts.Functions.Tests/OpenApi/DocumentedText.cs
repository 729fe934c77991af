using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>A text in a request body, as openapi.yaml describes it.</summary>
/// <param name="Example">The body of an example, which the text belongs into.</param>
/// <param name="Place">The names and indexes that lead to it.</param>
internal sealed record DocumentedText(string Method, string Path, string MediaType, JsonNode Example, IReadOnlyList<string> Place)
{
    /// <summary>Stands for the text in <see cref="Body"/>.</summary>
    public const string Placeholder = "@@text@@";

    public static IReadOnlyList<DocumentedText> All { get; } = Read();

    /// <summary>The example with the text replaced by the placeholder, whatever the example has there.</summary>
    public string Body()
    {
        if (Place.Count == 0) return $"\"{Placeholder}\"";
        var root = Example.DeepClone();
        var parent = root;
        for (var i = 0; i < Place.Count - 1; i++)
            parent = Child(parent, Place[i]) ?? Put(parent, Place[i], Place[i + 1] == "0" ? new JsonArray() : new JsonObject());
        Put(parent, Place[^1], JsonValue.Create(Placeholder));
        return root.ToJsonString();
    }

    public override string ToString() => $"{Method} {Path} {string.Join('.', Place)}";

    private static JsonNode? Child(JsonNode parent, string step) => parent switch
    {
        JsonObject members => members[step],
        JsonArray items => items.Count > 0 ? items[0] : null,
        _ => null,
    };

    private static JsonNode Put(JsonNode parent, string step, JsonNode child)
    {
        if (parent is JsonObject members) members[step] = child;
        else if (parent is JsonArray { Count: 0 } items) items.Add(child);
        else if (parent is JsonArray some) some[0] = child;
        return child;
    }

    private static List<DocumentedText> Read()
    {
        var stream = new YamlStream();
        using (var reader = File.OpenText(Repository.OpenApi)) stream.Load(reader);
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        var found = new List<DocumentedText>();
        foreach (var (path, item) in Members(root["paths"]))
        {
            foreach (var (method, operation) in Members(item).Where(member => Find(member.Value, "requestBody") is not null))
            {
                foreach (var (mediaType, content) in Members(Followed(root, operation["requestBody"])["content"]))
                {
                    var example = Json(Find(content, "example") ?? Members(content["examples"]).First().Value["value"]);
                    found.AddRange(Texts(root, content["schema"], [], []).Select(place =>
                        new DocumentedText(method.ToUpperInvariant(), path, mediaType, example, place)));
                }
            }
        }
        return [.. found.DistinctBy(text => text.ToString())];
    }

    /// <summary>The places of all texts: of strings, and of what may only be one of some.</summary>
    private static IEnumerable<IReadOnlyList<string>> Texts(
        YamlMappingNode root, YamlNode schema, IReadOnlyList<string> place, IReadOnlyList<YamlNode> within)
    {
        var node = Followed(root, schema);
        if (within.Contains(node)) yield break;
        if (Find(node, "type")?.ToString().Contains("string", StringComparison.Ordinal) == true || Find(node, "const") is not null
            || Find(node, "enum") is not null) yield return place;
        foreach (var (name, property) in Find(node, "properties") is { } properties ? Members(properties) : [])
            foreach (var text in Texts(root, property, [.. place, name], [.. within, node])) yield return text;
        if (Find(node, "items") is { } items)
            foreach (var text in Texts(root, items, [.. place, "0"], [.. within, node])) yield return text;
        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (Find(node, choice) is not YamlSequenceNode choices) continue;
            foreach (var text in choices.SelectMany(each => Texts(root, each, place, [.. within, node]))) yield return text;
        }
    }

    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMappingNode => new JsonObject(Members(node).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Json(member.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Select(item => (JsonNode?)Json(item))]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        _ => JsonValue.Create(node.ToString()),
    };

    private static JsonValue Plain(string text) =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text);

    private static YamlNode Followed(YamlMappingNode root, YamlNode node) =>
        Find(node, "$ref") is { } reference
            ? Followed(root, reference.ToString()[2..].Split('/').Aggregate((YamlNode)root, (within, key) => within[key]))
            : node;

    private static YamlNode? Find(YamlNode node, string name) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    private static IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(member => (member.Key.ToString(), member.Value));
}
