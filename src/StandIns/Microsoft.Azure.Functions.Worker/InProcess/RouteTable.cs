using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>Finds the function of a request: the first, in the order of the names, whose route and methods match.</summary>
internal sealed class RouteTable
{
    private readonly HttpRoute[] routes;

    /// <summary>
    /// For each path that some route spells out, as far as it must be: all routes of its shape, in order. Trying only these finds the same
    /// function as trying all, since no other route matches that path.
    /// </summary>
    private readonly Dictionary<string, HttpRoute[]> byLiteralPath = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="routes">In the order in which they are tried.</param>
    public RouteTable(IEnumerable<HttpRoute> routes)
    {
        this.routes = [.. routes];
        foreach (var path in this.routes.Select(route => route.ShortestPath).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            byLiteralPath.Add(path, [.. this.routes.Where(route => route.MatchesShape(path))]);
    }

    /// <returns>Null when there is none. The route values are set on the request.</returns>
    public Function? Find(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.HasValue ? request.Path : new PathString("/");
        foreach (var route in byLiteralPath.GetValueOrDefault(path.Value!, routes))
        {
            if (!route.Allows(request.Method)) continue;
            if (IsLiterally(route, path)) return route.Function;
            if (!route.Matches(path, context, out var values)) continue;
            if (values.Count > 0) request.RouteValues = values;
            return route.Function;
        }
        return null;
    }

    private static bool IsLiterally(HttpRoute route, PathString path) =>
        route.LiteralPath is { } literal && literal.Equals(path.Value, StringComparison.OrdinalIgnoreCase);
}
