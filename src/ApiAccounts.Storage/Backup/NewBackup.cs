using System.Text.Json;

namespace ApiAccounts.Storage.Backup;

/// <summary>
/// A folder that a backup is written to. The backup is complete when <c>backup.json</c> exists, which is written last, atomically.
/// </summary>
internal sealed class NewBackup
{
    public const string ManifestFile = "backup.json";

    private const string Draft = ManifestFile + ".draft";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder;

    private NewBackup(string folder) => this.folder = folder;

    /// <summary>Creates the folder. Only its owner may read it, because the files have e-mail addresses and password hashes.</summary>
    /// <exception cref="BackupException">The folder is not empty.</exception>
    public static NewBackup In(string folder)
    {
        CheckEmpty(folder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        return new(folder);
    }

    /// <exception cref="BackupException">The folder is not empty.</exception>
    public static void CheckEmpty(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new BackupException($"'{folder}' must be a new or empty folder: a backup never overwrites files.");
    }

    /// <inheritdoc cref="RowFile.WriteAsync"/>
    public async Task<SavedTable> WriteAsync(
        string table, IAsyncEnumerable<TableEntity> rows, Action afterRow, CancellationToken cancellationToken)
    {
        await using var file = Create(SavedTable.FileOf(table));
        var (count, hash) = await RowFile.WriteAsync(rows, file, afterRow, cancellationToken);
        file.Flush(flushToDisk: true);
        return new(table, count, hash);
    }

    public void Complete(BackupManifest manifest)
    {
        using (var file = Create(Draft))
        {
            JsonSerializer.Serialize(file, manifest, BackupJson.Default.BackupManifest);
            file.Flush(flushToDisk: true);
        }
        File.Move(Path.Combine(folder, Draft), Path.Combine(folder, ManifestFile));
    }

    private FileStream Create(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new(Path.Combine(folder, name), options);
    }
}
