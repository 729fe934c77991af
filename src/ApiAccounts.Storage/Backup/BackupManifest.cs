using System.Text.Json.Serialization;

namespace ApiAccounts.Storage.Backup;

/// <summary>What a backup is, in its file <c>backup.json</c>.</summary>
/// <param name="FormatVersion">Of this file and of the others: 1.</param>
/// <param name="Began">When the first row was read. What was changed from then on may be in the backup or not.</param>
/// <param name="Ended">When the last one was.</param>
internal sealed record BackupManifest(int FormatVersion, DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<SavedTable> Tables)
{
    public const int CurrentVersion = 1;
}

/// <summary>A table in a backup: its rows are in a file with its name.</summary>
/// <param name="Sha256">Of the file, 64 hexadecimal characters.</param>
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
