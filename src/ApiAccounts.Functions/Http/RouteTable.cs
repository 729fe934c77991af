using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Http;

/// <summary>The routes of all HTTP triggers, for saying which methods a path has.</summary>
internal static class RouteTable
{
    private static readonly (TemplateMatcher Path, string[] Methods)[] Routes =
        [.. Triggers().Select(trigger => (new TemplateMatcher(TemplateParser.Parse(trigger.Route ?? ""), []), trigger.Methods ?? []))];

    /// <summary>In upper case; none for a path that no function but the catch-all answers.</summary>
    public static IReadOnlyList<string> MethodsOf(PathString path) =>
    [
        .. Routes.Where(route => route.Path.TryMatch(path, [])).SelectMany(route => route.Methods)
            .Select(method => method.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<HttpTriggerAttribute> Triggers() => typeof(RouteTable).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .SelectMany(parameter => parameter.GetCustomAttributes<HttpTriggerAttribute>());
}
