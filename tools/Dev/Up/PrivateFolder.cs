namespace ApiAccounts.Tools.Dev.Up;

/// <summary>A folder that only its owner may read (0700, its files 0600), where the platform has such modes.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Creates it, or closes one that was created before. A folder with anything else in it stays as it is.</summary>
    /// <param name="mayHave">A file by which a folder is known to be ours.</param>
    public static void Create(string path, string mayHave)
    {
        Directory.CreateDirectory(path);
        var isOurs = !Directory.EnumerateFileSystemEntries(path).Any() || File.Exists(Path.Combine(path, mayHave));
        if (OperatingSystem.IsWindows() || !isOurs) return;
        File.SetUnixFileMode(path, OwnersFolder);
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            entry.UnixFileMode = entry is DirectoryInfo ? OwnersFolder : OwnersFile;
    }
}
