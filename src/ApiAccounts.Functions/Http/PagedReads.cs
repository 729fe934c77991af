namespace ApiAccounts.Functions.Http;

/// <summary>
/// Caches what a page was cut from. The next pages of the same list for the same caller come from it, so that they neither skip nor repeat
/// items while the data changes. The first page, and a page that is requested again, are read anew. See
/// <c>docs/decisions/0023-pages-are-of-one-read.md</c>.
/// </summary>
public sealed class PagedReads(TimeProvider clock)
{
    /// <summary>The maximum number of cached lists of all callers. The oldest is evicted first.</summary>
    private const int MaxLists = 200;

    /// <summary>The maximum number of cached items. An item costs a reference, and its object if it has changed since.</summary>
    private const long MaxItems = 2_000_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<Key, Entry> lists = [];
    private long items;

    /// <param name="page">The number of the page, or the offset of its first item; 0 for the first page.</param>
    /// <param name="paging">The names of the query parameters that select the page, not the list.</param>
    /// <param name="read">Reads the whole list.</param>
    /// <param name="countOf">Returns the number of items of the list.</param>
    public async Task<Result<T>> ReadAsync<T>(
        Caller caller, HttpRequest request, int page, IReadOnlyCollection<string> paging, Func<Task<Result<T>>> read, Func<T, int> countOf)
        where T : class
    {
        var key = KeyOf(caller, request, paging);
        if (Find(key, caller, page) is T known) return known;
        var result = await read();
        if (result.TryGet(out var list, out _)) Cache(key, new(list, countOf(list), caller.Grants, clock.GetTimestamp()), page);
        return result;
    }

    private static Key KeyOf(Caller caller, HttpRequest request, IReadOnlyCollection<string> paging)
    {
        var query = request.Query.Where(parameter => !paging.Contains(parameter.Key, StringComparer.Ordinal))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => QueryString.Create([parameter]).Value);
        return new(caller.Operator, caller.Account, request.Path.Value + string.Concat(query));
    }

    /// <returns>Null if the page must be read.</returns>
    private object? Find(Key key, Caller caller, int page)
    {
        lock (gate)
        {
            return page > 0 && lists.TryGetValue(key, out var entry)
                && clock.GetElapsedTime(entry.ReadAt) < MaxAge
                && entry.Grants.Cover(caller.Grants) && caller.Grants.Cover(entry.Grants) // the same rights as when it was read
                && entry.Pages.Add(page)
                    ? entry.List
                    : null;
        }
    }

    private void Cache(Key key, Entry entry, int page)
    {
        lock (gate)
        {
            Evict(key);
            if (entry.Count > MaxItems) return;
            entry.Pages.Add(page);
            lists[key] = entry;
            items += entry.Count;
            while (lists.Count > MaxLists || items > MaxItems) Evict(lists.MinBy(list => list.Value.ReadAt).Key);
        }
    }

    private void Evict(Key key)
    {
        if (lists.Remove(key, out var evicted)) items -= evicted.Count;
    }

    /// <param name="Address">The path and the query without the page.</param>
    private readonly record struct Key(AccountId Operator, AccountId? Account, string Address);

    private sealed record Entry(object List, int Count, Grants Grants, long ReadAt)
    {
        /// <summary>The pages that were answered from it.</summary>
        public HashSet<int> Pages { get; } = [];
    }
}
