using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Functions.Console;

/// <summary>
/// The files of the web console, listed once when they are first needed. A request only looks names up in that list, so that no path of a
/// request ever becomes a path on the disk.
/// </summary>
public sealed class ConsoleFiles
{
    private const string DefaultFolder = "console";
    private const string AssetsFolder = "assets";
    private const string Document = "index.html";

    private static readonly Error NotBuilt = new(
        ErrorKind.NotFound,
        "console_not_built",
        "This app was built without its console, because Node.js was missing. Its APIs work all the same.");

    private readonly string folder;
    private readonly Lazy<ConsolePage?> page;
    private readonly Lazy<Dictionary<string, ConsoleAsset>> assets;

    public ConsoleFiles(IOptions<HttpOptions> options)
    {
        folder = options.Value.ConsoleFolder is { Length: > 0 } configured
            ? Path.GetFullPath(configured)
            : Path.Combine(AppContext.BaseDirectory, DefaultFolder);
        page = new(ReadPage);
        assets = new(ListAssets);
    }

    /// <summary>The page that starts the console, for every path that is not an asset's.</summary>
    public Result<ConsolePage> Page => page.Value is { } built ? built : NotBuilt;

    /// <param name="name">The path below <c>/console/assets/</c>, as the request has it.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out ConsoleAsset? asset) => assets.Value.TryGetValue(name, out asset);

    private ConsolePage? ReadPage()
    {
        var path = Path.Combine(folder, Document);
        return File.Exists(path) ? new(File.ReadAllText(path)) : null;
    }

    private Dictionary<string, ConsoleAsset> ListAssets()
    {
        var root = Path.Combine(folder, AssetsFolder);
        if (!Directory.Exists(root)) return [];
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => !ConsoleAsset.IsEncodingOf(file, files)).ToDictionary(
            file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'),
            file => ConsoleAsset.Of(file, files),
            StringComparer.Ordinal);
    }
}
