using System.Globalization;
using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>The keys of the table Deadlines: the deadlines of all accounts are in a few partitions, in order of time.</summary>
internal static class DeadlinesKeys
{
    /// <summary>The number of partitions, a power of 2.</summary>
    private const int Partitions = 16;

    private const string TimeForm = "yyyyMMddHHmmss";

    private static readonly Dictionary<DeadlineKind, string> Kinds = new()
    {
        [DeadlineKind.Expiry] = "expiry",
        [DeadlineKind.Invitation] = "invitation",
    };

    public static IEnumerable<string> All { get; } = [.. Enumerable.Range(0, Partitions).Select(Partition)];

    public static string PartitionOf(AccountId id) => Partition((int)(id.Random % Partitions));

    public static string Deadline(Deadline deadline) => $"{Kinds[deadline.Kind]}|{Time(deadline.At)}|{deadline.Id}";

    public static KeyRange Until(DeadlineKind kind, DateTimeOffset time) =>
        new($"{Kinds[kind]}|", $"{Kinds[kind]}|{Time(time)}}}"); // a brace sorts right after the bar

    /// <returns>Null if the key is not that of a deadline.</returns>
    public static Deadline? Read(string rowKey) =>
        rowKey.Split('|') is [var kindText, var timeText, var idText]
        && Kinds.FirstOrDefault(kind => kind.Value == kindText) is { Value: not null } kind
        && DateTimeOffset.TryParseExact(timeText, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && AccountId.TryParse(idText, out var id)
            ? new(kind.Key, id, time)
            : null;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private static string Partition(int number) => string.Create(CultureInfo.InvariantCulture, $"deadlines-{number:x}");
}
