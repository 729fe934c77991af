namespace ApiAccounts.Core.Usage;

/// <summary>
/// Counts by a whole number (an hour, a day and code), of which only those that are not zero take room: a version byte, then for each
/// in ascending order the distance from the one before and the count, both as varints. A quiet account takes a few dozen bytes.
/// </summary>
public sealed class SparseCounts
{
    private const byte Version = 1;
    private readonly long[] keys;
    private readonly long[] counts;

    private SparseCounts(long[] keys, long[] counts)
    {
        this.keys = keys;
        this.counts = counts;
    }

    public static SparseCounts Empty { get; } = new([], []);

    public bool IsEmpty => keys.Length == 0;

    public IEnumerable<KeyValuePair<long, long>> Entries => keys.Zip(counts, KeyValuePair.Create);

    /// <summary>The sum of the counts at a key and above it.</summary>
    public long SumFrom(long key)
    {
        var index = Array.BinarySearch(keys, key);
        var sum = 0L;
        for (var i = index < 0 ? ~index : index; i < counts.Length; i++) sum += counts[i];
        return sum;
    }

    /// <summary>The same of counts that are not decoded for it.</summary>
    /// <inheritdoc cref="Decode"/>
    public static long SumFrom(byte[]? bytes, long key)
    {
        if (bytes is null) return 0;
        if (bytes.Length == 0 || bytes[0] != Version) throw OfAnotherVersion();
        var (sum, at, place) = (0L, 0L, 1);
        while (place < bytes.Length)
        {
            at += ReadVarint(bytes, ref place);
            var count = ReadVarint(bytes, ref place);
            if (at >= key) sum += count;
        }
        return sum;
    }

    /// <summary>These counts and others, without those below a key.</summary>
    /// <param name="added">In any order; a key may come more than once.</param>
    public SparseCounts Plus(IEnumerable<KeyValuePair<long, long>> added, long from)
    {
        var sums = new SortedDictionary<long, long>();
        foreach (var (key, count) in Entries.Concat(added))
            if (key >= from) sums[key] = sums.GetValueOrDefault(key) + count;
        return new([.. sums.Keys], [.. sums.Values]);
    }

    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        var previous = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            writer.Write7BitEncodedInt64(keys[i] - previous);
            writer.Write7BitEncodedInt64(counts[i]);
            previous = keys[i];
        }
        return bytes.ToArray();
    }

    /// <param name="bytes">As <see cref="Encode"/> made them; null for none.</param>
    /// <exception cref="InvalidDataException">They are of another version.</exception>
    public static SparseCounts Decode(byte[]? bytes)
    {
        if (bytes is null) return Empty;
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (bytes.Length == 0 || reader.ReadByte() != Version) throw OfAnotherVersion();
        var (keys, counts, previous) = (new List<long>(), new List<long>(), 0L);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            previous += reader.Read7BitEncodedInt64();
            keys.Add(previous);
            counts.Add(reader.Read7BitEncodedInt64());
        }
        return new([.. keys], [.. counts]);
    }

    private static InvalidDataException OfAnotherVersion() => new("Usage counts of a version this does not know.");

    /// <summary>As <see cref="BinaryWriter.Write7BitEncodedInt64"/> wrote it.</summary>
    private static long ReadVarint(byte[] bytes, ref int place)
    {
        var value = 0L;
        for (var shift = 0; place < bytes.Length && shift < 64; shift += 7)
        {
            var part = bytes[place++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw new InvalidDataException("Usage counts that end too early.");
    }
}
