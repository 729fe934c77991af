using ApiAccounts.Core.Audit;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>
/// Accounts, <c>{pid}</c> / <c>audit|{time}{random}</c> for operators; <c>bucket-{n}</c> / <c>{pid}|audit|{time}{random}</c> for API users
/// and custom services.
/// </summary>
internal static class AuditRow
{
    public const string At = "At";
    public const string Action = "Action";
    public const string Subject = "Subject";
    public const string Actor = "Actor";
    public const string Session = "Session";
    public const string Address = "Address";
    public const string Changes = "Changes";

    /// <summary>Precedes the key of the entry, which is the end of the row key.</summary>
    private const char Separator = '|';

    public static TableEntity WriteInDirectory(AuditEntry entry) =>
        Write(entry, AccountsKeys.Directory(entry.Subject.Pid), AccountsKeys.DirectoryAudit(entry));

    public static TableEntity WriteInBucket(AuditEntry entry) =>
        Write(entry, AccountsKeys.Bucket(entry.Subject.Bucket), AccountsKeys.BucketAudit(entry.Subject.Pid, entry));

    public static AuditEntry Read(TableEntity row) => new()
    {
        Key = row.RowKey[(row.RowKey.LastIndexOf(Separator) + 1)..],
        At = row.Time(At),
        Action = row.Enum<AuditAction>(Action),
        Subject = row.Id(Subject),
        Actor = row.IdOrNull(Actor),
        Session = row.IdOrNull(Session),
        Address = row.GetString(Address),
        Changes = row.GetString(Changes) is { } changes ? AuditChanges.Parse(changes) : null,
    };

    private static TableEntity Write(AuditEntry entry, string partitionKey, string rowKey) => new(partitionKey, rowKey)
    {
        [Row.Shape] = Row.CurrentShape,
        [At] = entry.At,
        [Action] = entry.Action.ToString(),
        [Subject] = entry.Subject.ToString(),
        [Actor] = entry.Actor?.ToString(),
        [Session] = entry.Session?.ToString(),
        [Address] = entry.Address,
        [Changes] = entry.Changes?.ToString(),
    };
}
