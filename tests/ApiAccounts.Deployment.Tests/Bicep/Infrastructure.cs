using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>The folder infra: what the compiler makes of main.bicep and says about it, and the parameters that azd passes.</summary>
internal sealed class Infrastructure
{
    public const string Main = "main.bicep";
    public const string Parameters = "main.parameters.json";

    private readonly IReadOnlyDictionary<string, string> sources;
    private readonly Lazy<(ArmTemplate? Template, IReadOnlyList<string> Diagnostics)> compiled;

    /// <param name="compiled">Where the Bicep files are those of another, what was compiled for that.</param>
    private Infrastructure(
        IReadOnlyDictionary<string, string> sources, Lazy<(ArmTemplate? Template, IReadOnlyList<string> Diagnostics)>? compiled = null)
    {
        this.sources = sources;
        this.compiled = compiled ?? new(() => Compile(sources));
    }

    /// <summary>As it is in this checkout: compiled once for all tests.</summary>
    public static Infrastructure AsItIs { get; } =
        new(Directory.EnumerateFiles(Repository.PathOf("infra")).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText));

    /// <summary>The names of the Bicep files.</summary>
    public IEnumerable<string> Files => sources.Keys.Where(IsBicep);

    /// <summary>The template that is deployed.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public ArmTemplate Template => Compiled.Template ?? throw new InvalidOperationException(string.Join('\n', Diagnostics));

    /// <summary>The errors and warnings of the compiler, as <c>main.bicep(7): Error BCP057: The name …</c>.</summary>
    public IReadOnlyList<string> Diagnostics => Compiled.Diagnostics;

    /// <summary>What azd passes to main.bicep, as the file says it: a value, or <c>${NAME}</c> of its environment.</summary>
    public IReadOnlyDictionary<string, JsonElement> Passed =>
        JsonElement.Parse(sources[Parameters]).GetProperty("parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value"));

    private (ArmTemplate? Template, IReadOnlyList<string> Diagnostics) Compiled
    {
        get
        {
            BicepCompiler.SkipUnlessHere();
            return compiled.Value;
        }
    }

    /// <summary>The same with one place changed, to see that it is found.</summary>
    public Infrastructure With(string file, string text, string instead)
    {
        Assert.Contains(text, sources[file], StringComparison.Ordinal);
        var at = sources[file].IndexOf(text, StringComparison.Ordinal);
        var changed = new Dictionary<string, string>(sources)
        {
            [file] = string.Concat(sources[file].AsSpan(0, at), instead, sources[file].AsSpan(at + text.Length)),
        };
        return new(changed, IsBicep(file) ? null : compiled);
    }

    private static bool IsBicep(string file) => file.EndsWith(".bicep", StringComparison.Ordinal);

    private static (ArmTemplate? Template, IReadOnlyList<string> Diagnostics) Compile(IReadOnlyDictionary<string, string> sources)
    {
        var folder = Directory.CreateTempSubdirectory("infra");
        try
        {
            foreach (var (file, text) in sources.Where(source => IsBicep(source.Key)))
                File.WriteAllText(Path.Combine(folder.FullName, file), text);

            return BicepCompiler.Compile(Path.Combine(folder.FullName, Main));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
