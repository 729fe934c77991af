using System.Text.Json;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>A folder that a backup is written into. It is one once <c>backup.json</c> is there, which comes last and at once.</summary>
internal sealed class NewBackup
{
    public const string ManifestFile = "backup.json";

    private const string Draft = ManifestFile + ".draft";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder;

    private NewBackup(string folder) => this.folder = folder;

    /// <summary>Only its owner may look into it: there are e-mail addresses and password hashes in the files.</summary>
    /// <exception cref="BackupException">There is something in it.</exception>
    public static NewBackup In(string folder)
    {
        CheckEmpty(folder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Mine | UnixFileMode.UserExecute);
        return new(folder);
    }

    /// <exception cref="BackupException">There is something in it.</exception>
    public static void CheckEmpty(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new BackupException($"'{folder}' is not an empty folder: a backup is saved into a new one or an empty one, so that none is written over.");
    }

    /// <inheritdoc cref="RowFile.WriteAsync"/>
    public async Task<SavedTable> WriteAsync(string table, IAsyncEnumerable<TableEntity> rows, Action each, CancellationToken cancellationToken)
    {
        await using var file = Create(SavedTable.FileOf(table));
        var (count, hash) = await RowFile.WriteAsync(rows, file, each, cancellationToken);
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
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mine;
        return new(Path.Combine(folder, name), options);
    }
}
