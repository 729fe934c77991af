using ApiAccounts.Core.Idempotency;

namespace ApiAccounts.Storage.Tables.Idempotency;

/// <summary>
/// Changes, <c>idempotency-{first digit}</c> / SHA-256 of the caller and its key. The table is not in backups, so that they have no
/// answers. A few partitions let a purge find old rows.
/// </summary>
internal static class IdempotentRequestRow
{
    public const string Fingerprint = "Fingerprint";
    public const string BeganAt = "BeganAt";
    public const string Write = "Write";
    public const string KeyId = "KeyId";
    public const string Answer = "Answer";

    /// <summary>Bytes. An answer is split into properties <c>Answer</c>, <c>Answer1</c>, …, because one has at most 64 KiB.</summary>
    private const int MaxProperty = 60_000;

    /// <summary>One partition for each first digit of a hash.</summary>
    public static IEnumerable<string> Partitions { get; } = [.. Enumerable.Range(0, 16).Select(first => $"idempotency-{first:x}")];

    /// <param name="key">64 hexadecimal characters.</param>
    public static string PartitionOf(string key) => $"idempotency-{key[..1]}";

    public static TableEntity From(string key, IdempotentRequest request)
    {
        var row = new TableEntity(PartitionOf(key), key)
        {
            [Row.Shape] = Row.CurrentShape,
            [Fingerprint] = request.Fingerprint,
            [BeganAt] = request.BeganAt,
            [Write] = request.Write,
            [KeyId] = request.KeyId,
        };
        if (request.KeyId is null) return row;
        foreach (var (index, part) in request.Answer.ToArray().Chunk(MaxProperty).Index()) row[NameOf(index)] = part;
        return row;
    }

    public static IdempotentRequest Read(TableEntity row) =>
        new(row.Text(Fingerprint), row.Time(BeganAt), row.Text(Write)) { KeyId = row.GetString(KeyId), Answer = AnswerOf(row) };

    public static string FilterBefore(string partition, DateTimeOffset time) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and BeganAt lt {time}");

    private static byte[] AnswerOf(TableEntity row)
    {
        var parts = new List<byte>();
        for (var index = 0; row.GetBinary(NameOf(index)) is { } part; index++) parts.AddRange(part);
        return [.. parts];
    }

    private static string NameOf(int index) => index == 0 ? Answer : FormattableString.Invariant($"{Answer}{index}");
}
