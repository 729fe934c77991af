using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>The folder infra: its Bicep files, and the parameters that azd passes.</summary>
internal sealed class Infrastructure
{
    public const string Main = "main.bicep";
    public const string Parameters = "main.parameters.json";

    private readonly IReadOnlyDictionary<string, string> sources;

    /// <param name="parsed">Files that are as they were when they were parsed.</param>
    private Infrastructure(IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, BicepFile> parsed)
    {
        this.sources = sources;
        Files = sources.Where(source => source.Key.EndsWith(".bicep", StringComparison.Ordinal))
            .Select(source => parsed.GetValueOrDefault(source.Key) ?? BicepParser.Parse(source.Key, source.Value))
                .ToDictionary(file => file.Name);
    }

    /// <summary>As it is in this checkout.</summary>
    public static Infrastructure AsItIs { get; } = new(
        Directory.EnumerateFiles(Repository.PathOf("infra")).ToDictionary(
            file => Path.GetFileName(file)!, File.ReadAllText), new Dictionary<string, BicepFile>());

    /// <summary>By their names.</summary>
    public IReadOnlyDictionary<string, BicepFile> Files { get; }

    /// <summary>What azd passes to main.bicep, as the file says it: a value, or <c>${NAME}</c> of its environment.</summary>
    public IReadOnlyDictionary<string, JsonElement> Passed =>
        JsonElement.Parse(sources[Parameters]).GetProperty("parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value"));

    /// <summary>The same with one place changed, to see that it is found.</summary>
    public Infrastructure With(string file, string text, string instead)
    {
        Assert.Contains(text, sources[file], StringComparison.Ordinal);
        var at = sources[file].IndexOf(text, StringComparison.Ordinal);
        var changed = new Dictionary<string, string>(sources)
        {
            [file] = string.Concat(sources[file].AsSpan(0, at), instead, sources[file].AsSpan(at + text.Length)),
        };
        return new(changed, Files.Where(other => other.Key != file).ToDictionary());
    }
}
