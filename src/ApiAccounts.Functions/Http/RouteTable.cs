using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace ApiAccounts.Functions.Http;

/// <summary>The routes of all HTTP triggers, in the order in which the host tries them: by function name.</summary>
internal static class RouteTable
{
    private static readonly Route[] Routes = [.. Triggers().OrderBy(route => route.Function.Name, StringComparer.OrdinalIgnoreCase)];

    /// <returns>The methods that a path supports, in upper case; empty if only the catch-all matches the path.</returns>
    public static IReadOnlyList<string> MethodsOf(PathString path) =>
    [
        .. Routes.Where(route => route.Path.TryMatch(path, [])).SelectMany(route => route.Methods)
            .Select(method => method.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <returns>The function that handles a request, with the values of its route parameters; null if there is none.</returns>
    public static (MethodInfo Function, RouteValueDictionary Values)? Find(PathString path, string method)
    {
        foreach (var route in Routes.Where(route => route.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)))
        {
            var values = new RouteValueDictionary();
            if (route.Path.TryMatch(path, values)) return (route.Function, values);
        }
        return null;
    }

    private static IEnumerable<Route> Triggers() =>
        from type in typeof(RouteTable).Assembly.GetTypes()
        from function in type.GetMethods()
        from parameter in function.GetParameters()
        from trigger in parameter.GetCustomAttributes<HttpTriggerAttribute>()
        select new Route(new TemplateMatcher(TemplateParser.Parse(trigger.Route ?? ""), []), trigger.Methods ?? [], function);

    private sealed record Route(TemplateMatcher Path, string[] Methods, MethodInfo Function);
}
