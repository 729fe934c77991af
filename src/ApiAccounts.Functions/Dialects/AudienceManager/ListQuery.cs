namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A page of a list.</summary>
/// <param name="Total">The number of items on all pages.</param>
/// <param name="Page">From 0.</param>
internal sealed record ListPage<T>(int Total, int Page, int PageSize, IReadOnlyList<T> List);

/// <summary>How to return a list: whole, or sorted, searched and paged.</summary>
internal sealed class ListQuery<T>
{
    private static readonly string[] Parameters = ["page", "pageSize", "sortBy", "descending", "search"];

    private readonly IReadOnlyList<ListColumn<T>> columns;

    private ListQuery(IReadOnlyList<ListColumn<T>> columns) => this.columns = columns;

    /// <summary>Whether the request has any paging parameter; without one, the response is a bare array.</summary>
    public bool IsPaged { get; private init; }

    /// <summary>From 0.</summary>
    public int PageNumber { get; private init; }

    private int PageSize { get; init; }

    private ListColumn<T>? SortBy { get; init; }

    private bool Descending { get; init; }

    private string Search { get; init; } = "";

    /// <param name="columns">All members of an item of the list.</param>
    /// <returns>An error that names the wrong parameter, if there is one.</returns>
    public static Result<ListQuery<T>> Read(HttpRequest request, IReadOnlyList<ListColumn<T>> columns)
    {
        if (!QueryParameters.Among(request, Parameters).TryGet(out var parameters, out var error)) return error;
        if (!parameters.Page().TryGet(out var page, out error)) return error;
        if (!parameters.Flag("descending").TryGet(out var descending, out error)) return error;
        if (!parameters.Search().TryGet(out var search, out error)) return error;
        var sortBy = parameters.Text("sortBy");
        var column = columns.FirstOrDefault(column => column.Name == sortBy);
        if (sortBy is not null && column is null)
            return Error.Invalid($"'sortBy' must be one of {string.Join(", ", columns.Select(known => known.Name))}.", "sortBy");
        return new ListQuery<T>(columns)
        {
            IsPaged = Parameters.Any(request.Query.ContainsKey),
            PageNumber = page.Page,
            PageSize = page.PageSize,
            SortBy = column,
            Descending = descending,
            Search = search ?? "",
        };
    }

    /// <param name="rows">The rows in their default order. Sorting is stable: equal rows stay in this order.</param>
    public ListPage<T> PageOf(IEnumerable<T> rows)
    {
        var found = rows.Where(row => columns.Any(column => column.Contains(row, Search)));
        var sorted = (SortBy, Descending) switch
        {
            (null, false) => found.ToList(),
            (null, true) => [.. found.Reverse()],
            ({ } column, false) => [.. found.Order(column)],
            ({ } column, true) => [.. found.OrderDescending(column)],
        };
        var skipped = (int)Math.Min((long)PageNumber * PageSize, sorted.Count);
        return new(sorted.Count, PageNumber, PageSize, sorted.GetRange(skipped, Math.Min(PageSize, sorted.Count - skipped)));
    }
}
