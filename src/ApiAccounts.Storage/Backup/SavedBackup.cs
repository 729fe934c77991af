using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace ApiAccounts.Storage.Backup;

/// <summary>A complete, undamaged backup in a folder.</summary>
internal sealed class SavedBackup
{
    private readonly string folder;

    private SavedBackup(string folder, BackupManifest manifest)
    {
        this.folder = folder;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <param name="tables">The names of the tables that the backup must have.</param>
    /// <exception cref="BackupException">The folder has no backup, or one that is damaged or of another version.</exception>
    public static async Task<SavedBackup> OpenAsync(string folder, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var backup = new SavedBackup(folder, await ReadManifestAsync(folder, cancellationToken));
        var (saved, expected) = (backup.Manifest.Tables.Select(table => table.Table).ToList(), tables.ToList());
        if (!saved.SequenceEqual(expected))
        {
            throw new BackupException(
                $"backup.json must name the tables '{string.Join(", ", expected)}'; "
                + $"it was edited, and names '{string.Join(", ", saved)}'.");
        }
        foreach (var table in backup.Manifest.Tables) await backup.CheckAsync(table, cancellationToken);
        return backup;
    }

    public async IAsyncEnumerable<TableEntity> ReadAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = SavedTable.FileOf(table);
        await using var input = File.OpenRead(Path.Combine(folder, file));
        await foreach (var row in RowFile.ReadAsync(file, input, cancellationToken)) yield return row;
    }

    private static async Task<BackupManifest> ReadManifestAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(folder, NewBackup.ManifestFile), cancellationToken);
            if (JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty("formatVersion", out var formatVersion)
                && formatVersion.TryGetInt32(out var version)
                && version != BackupManifest.CurrentVersion)
            {
                throw new BackupException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The backup has format {version}, but this program reads format {BackupManifest.CurrentVersion}: "
                    + $"restore it with the version of the product that saved it."));
            }
            return JsonSerializer.Deserialize(text, BackupJson.Default.BackupManifest) ?? throw new JsonException("The file is null.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"'{folder}' has no backup.json, so it has no backup or an incomplete one.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new BackupException($"The backup.json in '{folder}' is damaged: {exception.Message}", exception);
        }
    }

    private async Task CheckAsync(SavedTable table, CancellationToken cancellationToken)
    {
        var file = SavedTable.FileOf(table.Table);
        try
        {
            await using var input = File.OpenRead(Path.Combine(folder, file));
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(input, cancellationToken));
            if (hash != table.Sha256) throw new BackupException($"{file} is damaged: its SHA-256 differs from the one in backup.json.");
        }
        catch (FileNotFoundException exception)
        {
            throw new BackupException($"{file} is missing from the backup.", exception);
        }
    }
}
