#nullable disable annotations // as in the package, whose surface says nothing about null

using System.Collections;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary of its properties, keys and ETag among them. A value is a string, bool, int, long, double, Guid,
/// DateTimeOffset, DateTime in UTC, byte[] or BinaryData. One read back has DateTimeOffset and byte[].
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly IDictionary<string, object> properties;

    public TableEntity()
        : this((IDictionary<string, object>)null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this((IDictionary<string, object>)null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) =>
        properties = values is null ? new Dictionary<string, object>() : new Dictionary<string, object>(values);

    internal TableEntity(int capacity) => properties = new Dictionary<string, object>(capacity);

    public string PartitionKey
    {
        get => GetString(PropertyName.PartitionKey);
        set => properties[PropertyName.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(PropertyName.RowKey);
        set => properties[PropertyName.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(PropertyName.Timestamp);
        set => properties[PropertyName.Timestamp] = value;
    }

    public ETag ETag
    {
        get => new(GetString(PropertyName.ETag));
        set => properties[PropertyName.ETag] = value.ToString();
    }

    public ICollection<string> Keys => properties.Keys;

    public int Count => properties.Count;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => properties.IsReadOnly;

    /// <value>Null when absent.</value>
    public object this[string key]
    {
        get => Find(key);
        set => Set(key, value);
    }

    public string GetString(string key) => (string)Typed<string>(Find(key));

    public byte[] GetBinary(string key) => (byte[])Typed<byte[]>(Find(key));

    public BinaryData GetBinaryData(string key) =>
        Find(key) is byte[] bytes ? new BinaryData(bytes) : (BinaryData)Typed<BinaryData>(Find(key));

    public bool? GetBoolean(string key) => (bool?)Typed<bool>(Find(key));

    public DateTime? GetDateTime(string key) => Find(key) is DateTimeOffset time ? time.UtcDateTime : (DateTime?)Typed<DateTime>(Find(key));

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        Find(key) is DateTime time ? new DateTimeOffset(time) : (DateTimeOffset?)Typed<DateTimeOffset>(Find(key));

    public double? GetDouble(string key) => (double?)Typed<double>(Find(key));

    public Guid? GetGuid(string key) => (Guid?)Typed<Guid>(Find(key));

    public int? GetInt32(string key) => (int?)Typed<int>(Find(key));

    public long? GetInt64(string key) => (long?)Typed<long>(Find(key));

    /// <summary>Sets a property, as the indexer does: one that is there is overwritten.</summary>
    public void Add(string key, object value) => Set(key, value);

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool Remove(string key) => properties.Remove(key);

    public bool TryGetValue(string key, out object value) => properties.TryGetValue(key, out value);

    public void Clear() => properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Set(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        properties.CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => properties.Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return properties.TryGetValue(key, out var value) ? value : null;
    }

    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        // A long or double property stays one when it is given an int; a date given to a text property becomes text.
        properties[key] = (properties.TryGetValue(key, out var existing) ? existing : null, value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            (string, DateTime or DateTimeOffset) => value.ToString(),
            _ => value,
        };
    }

    private static object Typed<T>(object value) => value is null or T
        ? value
        : throw new InvalidOperationException($"The property holds a {value.GetType()}, not a {typeof(T)}.");
}
