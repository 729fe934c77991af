using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Backup;

/// <summary>A complete backup in a folder, as it was saved.</summary>
internal sealed class SavedBackup
{
    private readonly string folder;

    private SavedBackup(string folder, BackupManifest manifest)
    {
        this.folder = folder;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <param name="tables">That it has to be of.</param>
    /// <exception cref="BackupException">It is none, of another version, or damaged.</exception>
    public static async Task<SavedBackup> OpenAsync(string folder, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var backup = new SavedBackup(folder, await ReadManifestAsync(folder, cancellationToken));
        var (saved, wanted) = (backup.Manifest.Tables.Select(table => table.Table).ToList(), tables.ToList());
        if (!saved.SequenceEqual(wanted))
            throw new BackupException($"backup.json names the tables '{string.Join(", ", saved)}', not '{string.Join(", ", wanted)}': it was changed by hand.");
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
                && json.TryGetProperty("formatVersion", out var told) && told.TryGetInt32(out var version) && version != BackupManifest.CurrentVersion)
                throw new BackupException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The backup has the format {version}, and this program reads {BackupManifest.CurrentVersion}: restore it with the version of the product that saved it."));
            return JsonSerializer.Deserialize(text, BackupJson.Default.BackupManifest) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"There is no backup.json in '{folder}', so there is no backup, or one that was not saved to its end.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new BackupException($"The backup.json in '{folder}' is not as it was saved: {exception.Message}", exception);
        }
    }

    private async Task CheckAsync(SavedTable table, CancellationToken cancellationToken)
    {
        var file = SavedTable.FileOf(table.Table);
        try
        {
            await using var input = File.OpenRead(Path.Combine(folder, file));
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(input, cancellationToken));
            if (hash != table.Sha256) throw new BackupException($"{file} is not as it was saved: its SHA-256 is not the one in backup.json.");
        }
        catch (FileNotFoundException exception)
        {
            throw new BackupException($"{file} is missing from the backup.", exception);
        }
    }
}
