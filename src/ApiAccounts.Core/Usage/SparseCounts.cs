using System.Buffers;

namespace ApiAccounts.Core.Usage;

/// <summary>
/// Counts by an integer key (an hour, or a day and code), without zeros: a version byte, then for each key in ascending order the
/// distance from the previous key and the count, both as varints. A quiet account takes a few dozen bytes, in memory as in its row.
/// </summary>
public sealed class SparseCounts
{
    /// <summary>The minimum number of bytes for a key and its count.</summary>
    public const int MinEntryBytes = 2;

    private const byte Version = 1;
    private readonly byte[] bytes;

    private SparseCounts(byte[] bytes) => this.bytes = bytes;

    public static SparseCounts Empty { get; } = new([Version]);

    public bool IsEmpty => bytes.Length == 1;

    /// <summary>The length of <see cref="Encode"/>.</summary>
    public int Length => bytes.Length;

    public IEnumerable<KeyValuePair<long, long>> Entries
    {
        get
        {
            var (at, key) = (1, 0L);
            while (at < bytes.Length)
            {
                key += Varint.Read(bytes, ref at);
                yield return KeyValuePair.Create(key, Varint.Read(bytes, ref at));
            }
        }
    }

    /// <summary>Returns the sum of the counts from a key on.</summary>
    public long SumFrom(long key)
    {
        var (at, current, sum) = (1, 0L, 0L);
        while (at < bytes.Length)
        {
            current += Varint.Read(bytes, ref at);
            var count = Varint.Read(bytes, ref at);
            if (current >= key) sum += count;
        }
        return sum;
    }

    /// <summary>Adds counts and removes those below a key.</summary>
    /// <param name="added">In any order, possibly with duplicate keys.</param>
    public SparseCounts Plus(IEnumerable<KeyValuePair<long, long>> added, long from)
    {
        var more = added.Where(entry => entry.Key >= from).ToArray();
        Array.Sort(more, static (one, other) => one.Key.CompareTo(other.Key));
        var sums = new Writer(bytes.Length + more.Length * Varint.MaxBytes);
        var (at, key, next) = (1, 0L, 0);
        while (at < bytes.Length)
        {
            key += Varint.Read(bytes, ref at);
            var count = Varint.Read(bytes, ref at);
            if (key < from) continue;
            for (; next < more.Length && more[next].Key < key; next++) sums.Add(more[next].Key, more[next].Value);
            sums.Add(key, count);
        }
        for (; next < more.Length; next++) sums.Add(more[next].Key, more[next].Value);
        return new(sums.Written());
    }

    /// <returns>The internal bytes. Do not change them.</returns>
    public byte[] Encode() => bytes;

    /// <param name="bytes">From <see cref="Encode"/>; null for none. Do not change them afterwards.</param>
    /// <exception cref="InvalidDataException">The version is unknown, or the bytes are truncated.</exception>
    public static SparseCounts Decode(byte[]? bytes)
    {
        if (bytes is null) return Empty;
        if (bytes.Length == 0 || bytes[0] != Version) throw new InvalidDataException("The version of the usage counts is unknown.");
        for (var at = 1; at < bytes.Length;)
        {
            Varint.Read(bytes, ref at);
            Varint.Read(bytes, ref at);
        }
        return new(bytes);
    }

    /// <summary>Writes entries in ascending order and merges entries of the same key.</summary>
    private sealed class Writer
    {
        private readonly ArrayBufferWriter<byte> written;
        private long previous;
        private (long Key, long Count)? last;

        public Writer(int capacity)
        {
            written = new(capacity);
            written.Write([Version]);
        }

        public void Add(long key, long count)
        {
            if (last is { } entry)
            {
                if (entry.Key == key) count += entry.Count;
                else Write(entry.Key, entry.Count);
            }
            last = (key, count);
        }

        public byte[] Written()
        {
            if (last is { } entry) Write(entry.Key, entry.Count);
            return written.WrittenSpan.ToArray();
        }

        private void Write(long key, long count)
        {
            Varint.Write(written, key - previous);
            Varint.Write(written, count);
            previous = key;
        }
    }
}
