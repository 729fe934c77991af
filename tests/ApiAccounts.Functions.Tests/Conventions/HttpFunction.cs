using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Tests.Conventions;

/// <summary>An HTTP function of the app, as its attributes describe it.</summary>
/// <param name="Methods">Without HEAD beside GET, which goes without saying; null for all.</param>
internal sealed record HttpFunction(string Name, MethodInfo Method, string Route, string[]? Methods)
{
    private const string Head = "head";

    /// <summary>Those that take GET, but not HEAD.</summary>
    public static IEnumerable<string> WithoutHead =>
        Triggers.Where(function => function.Methods?.Contains("get") == true && !function.Methods.Contains(Head))
            .Select(function => function.Name);

    public RouteTemplate Template { get; } = TemplateParser.Parse(Route);

    public static IReadOnlyList<HttpFunction> All { get; } =
        [.. Triggers.Select(function => function with { Methods = function.Methods?.Where(method => method != Head).ToArray() })];

    private static IEnumerable<HttpFunction> Triggers =>
    [
        .. from type in typeof(Http.CatchAllFunctions).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select new HttpFunction(function.Name, method, trigger.Route!, trigger.Methods),
    ];

    /// <summary>
    /// Those that the documents describe, in each spelling but that under <c>/v1</c>: what the catch-alls of the spellings stand for, not
    /// they.
    /// </summary>
    public static IEnumerable<HttpFunction> Documented =>
        All.Where(function => !function.Name.StartsWith("AudienceAlias", StringComparison.Ordinal))
            .SelectMany(function => function.Spellings);

    private HttpFunction[] Spellings => Route.StartsWith("api/v1/users/self/", StringComparison.Ordinal)
        ? [this, new(Name + "Short", Method, "api/v1/self/" + Route["api/v1/users/self/".Length..], Methods)]
        : [this];

    /// <summary>Whether some request would match both.</summary>
    public bool Overlaps(HttpFunction other) =>
        (Methods is null || other.Methods is null || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any())
            && PathsOverlap(other);

    /// <summary>Whether each of its segments is a literal where the other's is, and at least one more is.</summary>
    public bool IsMoreSpecificThan(HttpFunction other) => Literals > other.Literals;

    private int Literals => Template.Segments.Count(segment => segment.Parts[0].IsLiteral);

    private bool PathsOverlap(HttpFunction other)
    {
        var (mine, theirs) = (Template.Segments, other.Template.Segments);
        for (var i = 0; i < Math.Max(mine.Count, theirs.Count); i++)
        {
            if (i >= mine.Count) return theirs[i].Parts[0] is { IsCatchAll: true } or { IsOptional: true };
            if (i >= theirs.Count) return mine[i].Parts[0] is { IsCatchAll: true } or { IsOptional: true };
            var (one, two) = (mine[i].Parts[0], theirs[i].Parts[0]);
            if (one.IsCatchAll || two.IsCatchAll) return true;
            if (one.IsLiteral && two.IsLiteral && !string.Equals(one.Text, two.Text, StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }
}
