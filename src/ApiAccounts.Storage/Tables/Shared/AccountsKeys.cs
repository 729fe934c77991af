using System.Globalization;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tables.Directory;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>
/// The keys of the table Accounts. The directory of a partner is one partition. The rows of API users and custom services, with their
/// usage, the usage of operators, the audit entries of these and the markers of usage messages, are in the partition of a bucket. See
/// <c>docs/storage.md</c>.
/// </summary>
internal static class AccountsKeys
{
    public const string Partner = "partner";

    /// <summary>The partition of the row that stands for an audit entry about a user name that does not exist.</summary>
    public const string Nobody = "nobody";

    /// <summary>The partition of the check values of keys.</summary>
    public const string Keys = "keys";

    /// <summary>Sorts right after <c>|</c>, so a prefix with this character sorts after all keys with the prefix and a <c>|</c>.</summary>
    private const char AfterSeparator = '}';

    public static string Directory(uint pid) => Hex(pid);

    public static string Operator(uint userId) => $"operator|{Hex(userId)}";

    public static string Group(uint number) => $"group|{Hex(number)}";

    public static string Role(uint number) => $"role|{Hex(number)}";

    public static string Skeleton(string key) => $"skeleton|{key}";

    public static string Mail(string id) => $"mail|{id}";

    public static string Warning(Deadline deadline) => $"warning|{deadline.Id}|{DeadlinesKeys.Time(deadline.At)}";

    public static string DirectoryAudit(AuditEntry entry) => $"audit|{entry.Key}";

    public static string Bucket(int bucket) => string.Create(CultureInfo.InvariantCulture, $"bucket-{bucket:x3}");

    /// <summary>
    /// The key of an API user or custom service. It includes the kind, because ids of both kinds can have the same numbers.
    /// </summary>
    public static string Account(AccountId id) => id.Kind == AccountKind.CustomService
        ? string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|service|{id.UserId:x8}|{id.Random:x11}")
        : ApiUser(id.Pid, id.UserId, id.Random);

    public static string ApiUser(uint pid, uint userId, ulong random) =>
        string.Create(CultureInfo.InvariantCulture, $"{pid:x8}|user|{userId:x8}|{random:x11}");

    /// <summary>
    /// The key of the row that holds the usage of an account: for an API user or a custom service its own row. That of an operator sorts
    /// between the services and the API users of its partner.
    /// </summary>
    public static string Usage(AccountId id) => id.Kind == AccountKind.Operator
        ? string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|sign-in|{id.UserId:x8}|{id.Random:x11}")
        : Account(id);

    public static string BucketAudit(uint pid, AuditEntry entry) => $"{Hex(pid)}|audit|{entry.Key}";

    public static string Marker(SectionMarker marker) =>
        string.Create(CultureInfo.InvariantCulture, $"batch|{MarkerHour(marker.SentIn)}|{marker.MessageId}|{marker.Section}");

    public static string PastUsage(DateTimeOffset day, AccountId operatorId) => $"past|{Day(day)}|{operatorId}";

    public static string Report(int period, string id) => string.Create(CultureInfo.InvariantCulture, $"report|{period:x8}|{id}");

    public static bool IsPartner(TableEntity row) => row.RowKey == Partner;

    public static bool IsOperator(TableEntity row) => row.RowKey.StartsWith(Operators.From, StringComparison.Ordinal);

    /// <summary>
    /// Reads the number in the key of a row: that of an operator, group or role, or of the operator that owns an account or usage.
    /// </summary>
    /// <returns>Null for all other rows.</returns>
    public static (uint Pid, uint Number)? NumberOf(TableEntity row) => row.RowKey.Split('|') switch
    {
        ["operator" or "group" or "role", var number] => Numbers(row.PartitionKey, number),
        [var pid, "user" or "service" or "sign-in", var userId, _] => Numbers(pid, userId),
        _ => null,
    };

    /// <returns>Null if the row is not a mail.</returns>
    public static WaitingMail? MailOf(TableEntity row) =>
        row.RowKey.Split('|') is ["mail", var id] && TryHex(row.PartitionKey, out var pid) ? new(pid, id) : null;

    /// <summary>The audit entries of a partner's directory within the times of a query, and after its last page.</summary>
    public static KeyRange DirectoryAudit(AuditQuery query) => Audit("audit|", query);

    /// <summary>The audit entries of a partner's API users and custom services in a bucket, within the same limits.</summary>
    public static KeyRange BucketAudit(uint pid, AuditQuery query) => Audit($"{Hex(pid)}|audit|", query);

    public static KeyRange Operators { get; } = Prefix("operator");

    public static KeyRange Groups { get; } = Prefix("group");

    public static KeyRange Roles { get; } = Prefix("role");

    public static KeyRange ApiUsersOfPartner(uint pid) => Prefix($"{Hex(pid)}|user");

    public static KeyRange ApiUsersOfOperator(AccountId operatorId) => Prefix($"{Hex(operatorId.Pid)}|user|{Hex(operatorId.UserId)}");

    public static KeyRange ServicesOfPartner(uint pid) => Prefix($"{Hex(pid)}|service");

    public static KeyRange ServicesOfOperator(AccountId operatorId) =>
        Prefix($"{Hex(operatorId.Pid)}|service|{Hex(operatorId.UserId)}");

    public static KeyRange SignInsOfOperator(AccountId operatorId) =>
        Prefix($"{Hex(operatorId.Pid)}|sign-in|{Hex(operatorId.UserId)}");

    /// <summary>API users, custom services and the usage of operators, whose ranges of keys are adjacent.</summary>
    public static KeyRange AccountsOfPartner(uint pid) => new(ServicesOfPartner(pid).From, ApiUsersOfPartner(pid).To);

    public static KeyRange MarkersBefore(UtcHour hour) => new("batch|", $"batch|{MarkerHour(hour)}");

    public static KeyRange PastUsages { get; } = Prefix("past");

    public static KeyRange PastUsageBefore(UtcHour hour) => new("past|", $"past|{Day(hour.Start)}");

    public static KeyRange ReportsBefore(int period) =>
        new("report|", string.Create(CultureInfo.InvariantCulture, $"report|{period:x8}"));

    /// <summary>The later an entry, the smaller its key.</summary>
    private static KeyRange Audit(string prefix, AuditQuery query)
    {
        var from = query.Before is { } before ? AuditEntries.FirstKeyBefore(before) : "";
        if (query.After is { } last && string.CompareOrdinal(last, from) >= 0) from = last + '0';
        var to = query.From is { } since ? prefix + AuditEntries.FirstKeyBefore(since) : prefix[..^1] + AfterSeparator;
        return new(prefix + from, to);
    }

    private static KeyRange Prefix(string prefix) => new(prefix + '|', prefix + AfterSeparator);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string MarkerHour(UtcHour hour) => hour.Start.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    private static (uint Pid, uint Number)? Numbers(string pidText, string numberText) =>
        TryHex(pidText, out var pid) && TryHex(numberText, out var number) ? (pid, number) : null;

    private static bool TryHex(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    private static string Hex(uint number) => number.ToString("x8", CultureInfo.InvariantCulture);
}
