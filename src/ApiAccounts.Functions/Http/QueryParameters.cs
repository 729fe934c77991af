using System.Globalization;

namespace ApiAccounts.Functions.Http;

/// <summary>The query of a request. An unknown or repeated parameter is an error.</summary>
internal sealed class QueryParameters
{
    /// <summary>The names of the parameters that <see cref="Page"/> reads.</summary>
    public static readonly string[] Paging = ["page", "pageSize"];

    private const int MaxPageSize = 1_000;
    private const int DefaultPageSize = 10;
    private const int MaxSearchLength = 255;

    private readonly IQueryCollection query;

    private QueryParameters(IQueryCollection query) => this.query = query;

    public static Result<QueryParameters> Of(HttpRequest request, params string[] allowed)
    {
        foreach (var (name, values) in request.Query)
        {
            if (!allowed.Contains(name, StringComparer.Ordinal))
                return Error.Malformed($"The query parameter is unknown; the route accepts {string.Join(", ", allowed)}.", name);
            if (values.Count != 1) return Repeated(name, values.Count);
        }
        return new QueryParameters(request.Query);
    }

    /// <summary>For a route that ignores unknown parameters: only repeated ones are errors.</summary>
    public static Result<QueryParameters> Among(HttpRequest request, params string[] names)
    {
        foreach (var name in names)
            if (request.Query[name] is { Count: > 1 } values) return Repeated(name, values.Count);
        return new QueryParameters(request.Query);
    }

    /// <returns>Null if the parameter is absent.</returns>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    /// <param name="otherwise">The number if the parameter is absent.</param>
    public Result<int> Number(string name, int from, int to, int otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : Error.Invalid($"'{name}' must be a whole number from {from} to {to}.", name);
    }

    /// <summary>The number of items on a page.</summary>
    public Result<int> PageSize() => Number("pageSize", 1, MaxPageSize, DefaultPageSize);

    /// <summary>The number of the page, from 0, and the number of items on it.</summary>
    public Result<(int Page, int PageSize)> Page()
    {
        if (!Number("page", 0, int.MaxValue, 0).TryGet(out var page, out var error)) return error;
        return PageSize().TryGet(out var pageSize, out error) ? (page, pageSize) : error;
    }

    /// <returns>Null if the parameter is absent.</returns>
    public Result<string?> Search() => Text("search") is not { Length: > MaxSearchLength }
        ? Text("search")
        : Error.Invalid($"'search' must have at most {MaxSearchLength} characters.", "search");

    /// <returns>False if the parameter is absent.</returns>
    public Result<bool> Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Error.Invalid($"'{name}' must be true or false.", name),
    };

    /// <returns>Null if the parameter is absent.</returns>
    public Result<DateTimeOffset?> Time(string name)
    {
        if (Text(name) is not { } text) return default(DateTimeOffset?);
        return UtcTime.TryParse(text.Replace(' ', '+'), out var time) // in a query, an unescaped plus sign stands for a blank
            ? time
            : Error.Malformed($"'{name}' {WrongTimeException.Rule}.", name);
    }

    /// <summary>Reads an id of any kind.</summary>
    /// <returns>Null if the parameter is absent.</returns>
    public Result<AccountId?> Id(string name)
    {
        if (Text(name) is not { } text) return default(AccountId?);
        return AccountId.TryParse(text, out var id)
            ? id
            : Error.Malformed($"'{name}' must be an id, such as 01234567-89ab-8def-8123-456789abcdef.", name);
    }

    /// <param name="what">The term for the value, for the error message.</param>
    /// <returns>Null if the parameter is absent.</returns>
    public Result<T?> Choice<T>(string name, string what)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return default(T?);
        return Choices.Read<T>(text, what, name).TryGet(out var value, out var error) ? value : error;
    }

    private static Error Repeated(string name, int count) =>
        Error.Malformed($"The query parameter {name} must occur once; it occurs {count} times.", name);
}
