using System.Globalization;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Rows that change only for those who know their version, as in a table. The caller locks.</summary>
internal sealed class VersionedRows<TKey, T>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Versioned<T>> rows = [];
    private long versions;

    public IEnumerable<Versioned<T>> Rows => rows.Values;

    public IEnumerable<KeyValuePair<TKey, Versioned<T>>> Keyed => rows;

    public IEnumerable<T> Values => rows.Values.Select(row => row.Value);

    public Versioned<T>? Find(TKey key) => rows.GetValueOrDefault(key);

    public bool IsCurrent(TKey key, string version) => Find(key)?.Version == version;

    public bool TryAdd(TKey key, T value) => rows.TryAdd(key, New(value));

    public bool TryReplace(TKey key, T value, string version)
    {
        if (!IsCurrent(key, version)) return false;
        rows[key] = New(value);
        return true;
    }

    public bool TryRemove(TKey key, string version) => IsCurrent(key, version) && rows.Remove(key);

    private Versioned<T> New(T value) => new(value, (++versions).ToString(CultureInfo.InvariantCulture));
}
