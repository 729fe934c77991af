using System.Globalization;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>The query of a request. A parameter that the route does not have, or one that is there twice, is an error.</summary>
internal sealed class QueryParameters
{
    private const int MaxPageSize = 1_000;
    private const int UsualPageSize = 10;
    private const int MaxSearchLength = 255;

    private readonly IQueryCollection query;

    private QueryParameters(IQueryCollection query) => this.query = query;

    public static Result<QueryParameters> Of(HttpRequest request, params string[] allowed)
    {
        foreach (var (name, values) in request.Query)
        {
            if (!allowed.Contains(name, StringComparer.Ordinal))
                return Error.Malformed($"There is no such query parameter; there are {string.Join(", ", allowed)}.", name);
            if (values.Count != 1) return Error.Malformed($"The query parameter {name} is there {values.Count} times.", name);
        }
        return new QueryParameters(request.Query);
    }

    /// <summary>For a route that ignores all others, and lets these be there once.</summary>
    public static Result<QueryParameters> Among(HttpRequest request, params string[] names)
    {
        foreach (var name in names)
            if (request.Query[name] is { Count: > 1 } values) return Error.Malformed($"The query parameter {name} is there {values.Count} times.", name);
        return new QueryParameters(request.Query);
    }

    /// <returns>Null when it is not there.</returns>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    /// <param name="otherwise">The number where there is none.</param>
    public Result<int> Number(string name, int from, int to, int otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : Error.Invalid($"The {name} may be a whole number from {from} to {to}.", name);
    }

    /// <summary>How many are to be on a page.</summary>
    public Result<int> PageSize() => Number("pageSize", 1, MaxPageSize, UsualPageSize);

    /// <summary>Which page, from 0, and how many are to be on it.</summary>
    public Result<(int Page, int PageSize)> Page()
    {
        if (!Number("page", 0, int.MaxValue, 0).TryGet(out var page, out var error)) return error;
        return PageSize().TryGet(out var pageSize, out error) ? (page, pageSize) : error;
    }

    /// <returns>Null where there is none.</returns>
    public Result<string?> Search() => Text("search") is not { Length: > MaxSearchLength }
        ? Text("search")
        : Error.Invalid($"The search may have at most {MaxSearchLength} characters.", "search");

    /// <returns>False where there is none.</returns>
    public Result<bool> Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Error.Invalid($"The {name} may be true or false.", name),
    };

    /// <returns>Null where there is none.</returns>
    public Result<DateTimeOffset?> Time(string name)
    {
        if (Text(name) is not { } text) return default(DateTimeOffset?);
        return UtcTime.TryParse(text, out var time) ? time : Error.Malformed($"The {name} may be a time with its zone, as in 2026-11-22T10:15:30Z.", name);
    }

    /// <summary>An id of any kind.</summary>
    /// <returns>Null where there is none.</returns>
    public Result<AccountId?> Id(string name)
    {
        if (Text(name) is not { } text) return default(AccountId?);
        return AccountId.TryParse(text, out var id) ? id : Error.Malformed($"The {name} is no id; it may be as in 01234567-89ab-8def-8123-456789abcdef.", name);
    }

    /// <param name="what">What it should be, for the message.</param>
    /// <returns>Null where there is none.</returns>
    public Result<T?> Choice<T>(string name, string what)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return default(T?);
        return Choices.Read<T>(text, what, name).TryGet(out var value, out var error) ? value : error;
    }
}
