namespace ApiAccounts.Storage.Tests.Backup;

/// <summary>A folder that is not there yet, in one that goes with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo parent = System.IO.Directory.CreateTempSubdirectory("backup");

    public string Path => System.IO.Path.Combine(parent.FullName, "of-today");

    public bool IsThere => new DirectoryInfo(Path).Exists;

    public IEnumerable<string> Names =>
        new DirectoryInfo(Path).EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public string TextOf(string file) => File.ReadAllText(PathOf(file));

    public void Change(string file, string text, string by) =>
        File.WriteAllText(PathOf(file), TextOf(file).Replace(text, by, StringComparison.Ordinal));

    public void Dispose() => parent.Delete(recursive: true);
}
