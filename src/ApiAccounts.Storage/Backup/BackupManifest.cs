using System.Text.Json.Serialization;

namespace ApiAccounts.Storage.Backup;

/// <summary>The description of a backup, in its file <c>backup.json</c>.</summary>
/// <param name="FormatVersion">The version of the format of all its files: 1.</param>
/// <param name="Began">When the first row was read. A later change may or may not be in the backup.</param>
/// <param name="Ended">When the last row was read.</param>
internal sealed record BackupManifest(int FormatVersion, DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<SavedTable> Tables)
{
    public const int CurrentVersion = 1;
}

/// <summary>A table in a backup. A file with its name has its rows.</summary>
/// <param name="Sha256">The hash of the file: 64 hexadecimal characters.</param>
internal sealed record SavedTable(string Table, long Rows, string Sha256)
{
    public static string FileOf(string table) => table + ".jsonl";
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
