using System.Buffers.Binary;
using System.Collections.Immutable;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Storage.Tables.Mail;

/// <summary>Changes, <c>mails-{first digit}</c> / key of the tally. A few partitions let a purge find old rows.</summary>
internal static class MailTallyRow
{
    public const string Times = "Times";
    public const string LastAt = "LastAt";
    public const string Write = "Write";

    /// <summary>One partition for each first digit of a key.</summary>
    public static IEnumerable<string> Partitions { get; } = [.. Enumerable.Range(0, 16).Select(first => $"mails-{first:x}")];

    /// <param name="key">64 hexadecimal characters.</param>
    public static string PartitionOf(string key) => $"mails-{key[..1]}";

    public static TableEntity From(string key, MailTally tally) => new(PartitionOf(key), key)
    {
        [Row.Shape] = Row.CurrentShape,
        [Times] = Encoded(tally.Times),
        [LastAt] = tally.Times.Count == 0 ? DateTimeOffset.UnixEpoch : tally.Times.Max(),
        [Write] = tally.Write,
    };

    public static MailTally Read(TableEntity row) => new(Decoded(row.GetBinary(Times) ?? []), row.Text(Write));

    public static string FilterBefore(string partition, DateTimeOffset time) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and LastAt lt {time}");

    private static byte[] Encoded(ImmutableList<DateTimeOffset> times)
    {
        var bytes = new byte[times.Count * sizeof(long)];
        foreach (var (index, time) in times.Index())
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(index * sizeof(long)), time.UtcTicks);
        return bytes;
    }

    private static ImmutableList<DateTimeOffset> Decoded(byte[] bytes) =>
        [.. bytes.Chunk(sizeof(long)).Select(chunk => new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(chunk), TimeSpan.Zero))];
}
