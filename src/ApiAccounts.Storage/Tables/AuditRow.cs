using ApiAccounts.Core.Audit;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

/// <summary>Accounts, <c>{pid}</c> / <c>audit|{time}{random}</c> for operators; <c>bucket-{n}</c> / <c>{pid}|audit|{time}{random}</c> for API users.</summary>
internal static class AuditRow
{
    public const string At = "At";
    public const string Action = "Action";
    public const string Subject = "Subject";
    public const string Actor = "Actor";
    public const string Session = "Session";
    public const string Address = "Address";
    public const string Changes = "Changes";

    public static TableEntity WriteInDirectory(AuditEntry entry) =>
        Write(entry, AccountsKeys.Directory(entry.Subject.Pid), AccountsKeys.DirectoryAudit(entry));

    public static TableEntity WriteInBucket(AuditEntry entry) =>
        Write(entry, AccountsKeys.Bucket(entry.Subject.Bucket), AccountsKeys.BucketAudit(entry.Subject.Pid, entry));

    private static TableEntity Write(AuditEntry entry, string partitionKey, string rowKey) => new(partitionKey, rowKey)
    {
        [Row.Shape] = Row.CurrentShape,
        [At] = entry.At,
        [Action] = entry.Action.ToString(),
        [Subject] = entry.Subject.ToString(),
        [Actor] = entry.Actor?.ToString(),
        [Session] = entry.Session?.ToString(),
        [Address] = entry.Address,
        [Changes] = entry.Changes,
    };
}
