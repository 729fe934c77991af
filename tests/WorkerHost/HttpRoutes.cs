using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace ApiAccounts.Testing.Hosting;

/// <summary>
/// Finds the function of a request as the Functions host does: the first, in the order of the names, whose route and methods match.
/// </summary>
internal sealed class HttpRoutes
{
    private readonly List<Route> routes;

    /// <param name="prefix"><c>routePrefix</c> of host.json.</param>
    public HttpRoutes(IEnumerable<HostedFunction> functions, string prefix) => routes =
    [
        .. functions.Where(function => function.Kind == "httpTrigger")
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Select(function => new Route(function, prefix)),
    ];

    /// <returns>Null when there is none.</returns>
    public HostedFunction? Find(HttpRequest request, out RouteValueDictionary values)
    {
        values = [];
        foreach (var route in routes)
            if (route.Matches(request, values)) return route.Function;
        return null;
    }

    private sealed class Route
    {
        private readonly TemplateMatcher matcher;
        private readonly string firstLiterals;
        private readonly IReadOnlyList<string> methods;

        public Route(HostedFunction function, string prefix)
        {
            Function = function;
            methods = function.Methods;
            var template = TemplateParser.Parse($"{prefix}/{function.Text("route") ?? function.Name}".TrimStart('/'));
            matcher = new(template, []);
            firstLiterals = string.Concat(template.Segments
                .TakeWhile(segment => segment is { IsSimple: true, Parts: [{ IsLiteral: true }] })
                .Select(segment => "/" + segment.Parts[0].Text));
        }

        public HostedFunction Function { get; }

        public bool Matches(HttpRequest request, RouteValueDictionary values)
        {
            if (methods.Count > 0 && !methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase)) return false;
            if (!request.Path.Value!.StartsWith(firstLiterals, StringComparison.OrdinalIgnoreCase)) return false;
            values.Clear();
            return matcher.TryMatch(request.Path, values);
        }
    }
}
