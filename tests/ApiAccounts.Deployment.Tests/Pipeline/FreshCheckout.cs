namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>
/// A copy of what the function app is built from, with nothing built in it but with a developer's local settings, and the package that
/// <c>dotnet publish</c> makes of it, as azd does.
/// </summary>
public sealed class FreshCheckout : IAsyncLifetime
{
    private const string Project = "src/ApiAccounts.Functions/ApiAccounts.Functions.csproj";
    private static readonly string[] AtTheRoot =
        [".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "host.json"];

    private static readonly string[] Built = ["bin", "obj"];
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(10);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fresh-checkout");

    /// <summary>0 when it succeeded.</summary>
    public int ExitCode { get; private set; }

    /// <summary>All that <c>dotnet publish</c> wrote, which ends with how many warnings and errors there were.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The files of the package, by their paths in it.</summary>
    public IReadOnlySet<string> Package =>
        Directory.EnumerateFiles(PathOf("package"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(PathOf("package"), file)).ToHashSet();

    public async ValueTask InitializeAsync()
    {
        CopyFolder("src");
        foreach (var file in AtTheRoot) File.Copy(Repository.PathOf(file), PathOf(file));
        await File.WriteAllTextAsync(PathOf("local.settings.json"), """{ "Values": { "Secrets__Peppers__1": "of a developer" } }""");

        // The analyzers look at the same code in every build, and would make this one take twice as long.
        await using var publish = ChildProcess.Start(
            "dotnet",
            ["publish", Project, "-c", "Release", "-o", PathOf("package"), "-nologo", "-tl:off", "-clp:Summary", "-p:RunAnalyzers=false"],
            [new("DOTNET_CLI_UI_LANGUAGE", "en"), new("MSBUILDDISABLENODEREUSE", "1")],
            folder.FullName);
        ExitCode = await publish.WaitForExitAsync(AtMost);
        Output = publish.Output;
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public string PathOf(string relative) => Path.Combine(folder.FullName, relative);

    private void CopyFolder(string relative)
    {
        var to = folder.CreateSubdirectory(relative);
        foreach (var entry in new DirectoryInfo(Repository.PathOf(relative)).EnumerateFileSystemInfos())
        {
            if (entry is FileInfo file) file.CopyTo(Path.Combine(to.FullName, file.Name));
            else if (!Built.Contains(entry.Name)) CopyFolder(Path.Combine(relative, entry.Name));
        }
    }
}
